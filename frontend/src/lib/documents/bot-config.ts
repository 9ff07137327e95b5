import { type BotConfigFields, botConfigFields } from '@agenttrader/domain/config/bot';
import { documentReader } from './document-problem.ts';

/** `updated_at` stands beside the fields. */
const schema = botConfigFields.strip();

/** `users/{uid}/config/bot`: the trader's limits, and which strategies run. */
export const readBotConfig = documentReader(schema, (fields): BotConfigFields => fields);

/** Careful limits to start from: a proposal, in force only once it is saved. */
export const STARTING_BOT_CONFIG: BotConfigFields = botConfigFields.parse({
  running: false,
  strategies: {},
  limits: { max_trade_usd: '1000', max_open_trades: 10, max_daily_loss_usd: '250', max_notional_usd: '5000' },
});
