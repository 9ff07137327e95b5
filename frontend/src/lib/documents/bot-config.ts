import { type BotConfigFields, botConfigFields, STARTING_LIMITS } from '@agenttrader/domain/config/bot';
import { documentReader } from './document-problem.ts';

/** `updated_at` stands beside the fields. */
const schema = botConfigFields.strip();

/** `users/{uid}/config/bot`: the trader's limits, and which strategies run. */
export const readBotConfig = documentReader(schema, (fields): BotConfigFields => fields);

/** What holds until the trader saves something else: the starting limits, and no strategy. */
export const STARTING_BOT_CONFIG: BotConfigFields = {
  running: false,
  strategies: {},
  limits: STARTING_LIMITS,
};
