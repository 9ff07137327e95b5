import { z } from 'zod';
import { moneySchema } from '../money/schemas.ts';

/** The strategies that a bot can run. */
export const STRATEGIES = ['momentum', 'mean_reversion', 'breakout'] as const;
export type StrategyName = (typeof STRATEGIES)[number];

/** What a strategy can be tuned by. firestore.rules names the same: another one is to be added there, too. */
export const STRATEGY_PARAMETERS = [
  'lookback_days',
  'entry_pct',
  'exit_pct',
  'stop_loss_pct',
  'take_profit_pct',
  'max_hold_days',
] as const;

const strategySetting = z.strictObject({
  enabled: z.boolean(),
  /** Such as {lookback_days: 20}. */
  params: z.partialRecord(z.enum(STRATEGY_PARAMETERS), z.number()),
});

const MOST_OPEN_TRADES = 10_000;
const WHOLE_TRADES = 'Whole trades only, up to 10,000.';

/** The limits that a trader sets for every trade, opened by hand or by the bot. Amounts are US dollars. */
export const tradingLimits = z.strictObject({
  max_trade_usd: moneySchema,
  max_open_trades: z
    .int({ error: WHOLE_TRADES })
    .min(0, { error: WHOLE_TRADES })
    .max(MOST_OPEN_TRADES, { error: WHOLE_TRADES }),
  max_daily_loss_usd: moneySchema,
  /** All open trades together. */
  max_notional_usd: moneySchema,
});
export type TradingLimits = z.infer<typeof tradingLimits>;

/** Careful limits, in force for every trader until other ones are saved. */
export const STARTING_LIMITS: TradingLimits = tradingLimits.parse({
  max_trade_usd: '1000',
  max_open_trades: 10,
  max_daily_loss_usd: '250',
  max_notional_usd: '5000',
});

/** The fields of `config/bot` that a trader sets; `updated_at` stands beside them. */
export const botConfigFields = z.strictObject({
  running: z.boolean(),
  strategies: z.partialRecord(z.enum(STRATEGIES), strategySetting),
  limits: tradingLimits,
});
export type BotConfigFields = z.infer<typeof botConfigFields>;
