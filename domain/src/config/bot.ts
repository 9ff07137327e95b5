import { z } from 'zod';
import { moneySchema } from '../money/schemas.ts';

/** The strategies that a bot can run. */
export const STRATEGIES = ['momentum', 'mean_reversion', 'breakout'] as const;
export type StrategyName = (typeof STRATEGIES)[number];

const strategySetting = z.strictObject({
  enabled: z.boolean(),
  /** Tuning by name, such as {lookback_days: 20}. */
  params: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,31}$/), z.number()),
});

/** The limits that a trader sets for every trade, opened by hand or by the bot. Amounts are US dollars. */
export const tradingLimits = z.strictObject({
  max_trade_usd: moneySchema,
  max_open_trades: z.int().min(0).max(10_000),
  max_daily_loss_usd: moneySchema,
  /** All open trades together. */
  max_notional_usd: moneySchema,
});
export type TradingLimits = z.infer<typeof tradingLimits>;

/** The fields of `config/bot` that a trader sets; `updated_at` stands beside them. */
export const botConfigFields = z.strictObject({
  running: z.boolean(),
  strategies: z.partialRecord(z.enum(STRATEGIES), strategySetting),
  limits: tradingLimits,
});
export type BotConfigFields = z.infer<typeof botConfigFields>;
