import { z } from 'zod';
import { moneySchema } from '../money/schemas.ts';
import { type DocumentValue, storedDocument, storedMap, strictMap } from './document.ts';
import { amount, orNull, time } from './fields.ts';

/** The strategies that a bot can run. */
const STRATEGIES = ['momentum', 'mean_reversion', 'breakout'] as const;

/** What a strategy can be tuned by. firestore.rules names the same: another one is to be added there, too. */
export const STRATEGY_PARAMETERS = [
  'lookback_days',
  'entry_pct',
  'exit_pct',
  'stop_loss_pct',
  'take_profit_pct',
  'max_hold_days',
] as const;

const MOST_OPEN_TRADES = 10_000;
const WHOLE_TRADES = 'Whole trades only, up to 10,000.';

/** How many trades may be open at a time. */
export const openTradesLimit = z
  .int({ error: WHOLE_TRADES })
  .min(0, { error: WHOLE_TRADES })
  .max(MOST_OPEN_TRADES, { error: WHOLE_TRADES });

const limits = {
  /** A single trade, US dollars. */
  max_trade_usd: amount,
  max_open_trades: openTradesLimit,
  /** What the trades closed on a UTC day may lose together, US dollars. */
  max_daily_loss_usd: amount,
  /** All open trades together, US dollars. */
  max_notional_usd: amount,
};

const strategySetting = strictMap({
  enabled: z.boolean(),
  /** Such as {lookback_days: 20}. */
  params: z.partialRecord(z.enum(STRATEGY_PARAMETERS), z.number().min(-1_000_000).max(1_000_000)),
});

/**
 * `users/{uid}/config/bot`: which strategies the trader's bot runs, and the limits of every trade, opened by hand or by
 * the bot. The trader writes it whole, from the settings; until then there is none.
 */
export const botConfig = storedDocument({
  running: z.boolean(),
  strategies: z.partialRecord(z.enum(STRATEGIES), strategySetting),
  limits: strictMap(limits),
  updated_at: time,
});

const { running, strategies, limits: setLimits } = botConfig.fields;

/** What the trader sets of it. */
export const botSettings = botConfig.part({ running, strategies, limits: setLimits });
export type BotConfig = DocumentValue<typeof botSettings>;
export type TradingLimits = BotConfig['limits'];

/** Careful limits, in force for every trader until other ones are saved. */
export const STARTING_LIMITS: TradingLimits = botConfig.fields.limits.parse({
  max_trade_usd: '1000.00',
  max_open_trades: 10,
  max_daily_loss_usd: '250.00',
  max_notional_usd: '5000.00',
});

const anyAmount = orNull(moneySchema);
const anyLimits = {
  ...limits,
  max_trade_usd: anyAmount,
  max_open_trades: orNull(z.int().nonnegative()),
  max_daily_loss_usd: anyAmount,
  max_notional_usd: anyAmount,
};
const allLimits = botConfig.part({ limits: orNull(storedMap(anyLimits)) });
const tradeLimit = botConfig.part({ limits: orNull(storedMap({ max_trade_usd: anyAmount })) });

/**
 * The limits that hold, from the document's fields, or from none: what the trader has not set is as it was at the start,
 * since nobody trades without limits.
 */
export function limitsIn(data: unknown): TradingLimits | 'unreadable' {
  const read = allLimits.read(data ?? {});
  if (!read.ok) return 'unreadable';
  const set = read.value.limits;
  return {
    maxTradeUsd: set?.maxTradeUsd ?? STARTING_LIMITS.maxTradeUsd,
    maxOpenTrades: set?.maxOpenTrades ?? STARTING_LIMITS.maxOpenTrades,
    maxDailyLossUsd: set?.maxDailyLossUsd ?? STARTING_LIMITS.maxDailyLossUsd,
    maxNotionalUsd: set?.maxNotionalUsd ?? STARTING_LIMITS.maxNotionalUsd,
  };
}

/** The limit for a single trade alone: it holds where another one cannot be read, too. */
export function tradeLimitIn(data: unknown): TradingLimits['maxTradeUsd'] | 'unreadable' {
  const read = tradeLimit.read(data ?? {});
  return read.ok ? (read.value.limits?.maxTradeUsd ?? STARTING_LIMITS.maxTradeUsd) : 'unreadable';
}
