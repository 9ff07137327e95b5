import { z } from 'zod';
import { moneySchema, percentSchema } from '../money/schemas.ts';
import { storedDocument, storedMap } from './document.ts';
import { count, optionalTime, orNull, time } from './fields.ts';

/** Documents in an earlier shape are counted anew. */
export const TALLY_VERSION = 1;

const figures = {
  closed_trades: count,
  /** Trades that gained, and trades that lost. */
  wins: count,
  losses: count,
  /** US dollars; the loss as a positive amount. */
  gross_profit: moneySchema,
  gross_loss: moneySchema,
};

const tally = {
  tally_version: z.literal(TALLY_VERSION),
  /** Which count of all trades it belongs to; tallies of symbols that belong to an earlier one are void. */
  generation: z.string().min(1),
  /** Trades up to this id are counted, in the order of their ids; null once all are. */
  counted_to: z.string().nullable(),
  /** By status, side and source, such as CLOSED_BUY_manual. */
  sums: z.record(
    z.string(),
    storedMap({
      ...figures,
      /** Sum of the entry notionals, US dollars. */
      notional: moneySchema,
      /** Trades that cannot be read; no other figure counts them. */
      unreadable: count,
    }),
  ),
  updated_at: time,
};

/**
 * `users/{uid}/tradeTallies/{symbol}`: sums over the trades in one symbol that are not open. The first summary of the symbol
 * makes it, and every closing keeps it.
 */
export const tradeTally = storedDocument(tally);

/**
 * `users/{uid}/data/performance`: the same over all trades, made by the first closing or summary and kept by every closing.
 * Its figures are there once all trades are counted: half of them mislead.
 */
export const performance = storedDocument({
  ...tally,
  closed_trades: figures.closed_trades.optional(),
  wins: figures.wins.optional(),
  losses: figures.losses.optional(),
  gross_profit: figures.gross_profit.optional(),
  gross_loss: figures.gross_loss.optional(),
  /** Gross profit less gross loss, US dollars. */
  realized_pnl: moneySchema.optional(),
  /** Per cent of the closed trades; null, as the figures below, while it is not defined. */
  win_rate: percentSchema.nullable().optional(),
  /** Gross profit over gross loss. */
  profit_factor: z.string().nullable().optional(),
  /** Realised profit or loss a trade, US dollars. */
  expectancy: moneySchema.nullable().optional(),
});

const anyFigure = orNull(z.union([z.string(), z.number().transform(String)]));

/** It as it is shown. Earlier systems stored numbers. */
export const shownPerformance = performance.part({
  realizedPnl: anyFigure,
  winRate: anyFigure,
  profitFactor: anyFigure,
  expectancy: anyFigure,
  updatedAt: optionalTime,
});
