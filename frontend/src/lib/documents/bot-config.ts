import { type BotConfig, botSettings, STARTING_LIMITS } from '@agenttrader/domain/documents/bot-config';
import { readerOf } from './document-problem.ts';

/** `users/{uid}/config/bot`: the trader's limits, and which strategies run. */
export const readBotConfig = readerOf(botSettings, (settings): BotConfig => settings);

/** What holds until the trader saves something else: the starting limits, and no strategy. */
export const STARTING_BOT_CONFIG: BotConfig = {
  running: false,
  strategies: {},
  limits: STARTING_LIMITS,
};
