import { z } from 'zod';
import { ZERO_MONEY } from '../money/money.ts';
import { parsePercent } from '../money/percent.ts';
import { moneySchema, percentSchema, priceSchema, quantitySchema } from '../money/schemas.ts';
import { tradableSymbolSchema } from '../symbols.ts';
import { EXIT_REASONS, TRADE_SOURCES, TRADE_STATUSES } from '../trades/shadow-trade.ts';
import { SIDES } from '../trades/side.ts';
import { type DocumentValue, storedDocument } from './document.ts';
import { optionalText, optionalTime, orNull, time } from './fields.ts';

const common = {
  symbol: tradableSymbolSchema,
  side: z.enum(SIDES),
  /** In units of what is traded. */
  quantity: quantitySchema,
  /** US dollars a unit. */
  entry_price: priceSchema,
  /** What the entry is worth, US dollars. */
  notional: moneySchema,
  source: z.enum(TRADE_SOURCES),
  /** The strategy that opened it. */
  strategy: optionalText,
  /** The signal that it was opened on. */
  signal_id: optionalText,
  /** At the last mark, or at the exit; US dollars a unit. */
  current_price: priceSchema,
  /** At that price, US dollars. */
  current_pnl: moneySchema,
  /** The same in per cent of the entry notional. */
  pnl_percent: percentSchema,
  /** When it was last marked. */
  last_updated: time,
  created_at: time,
};

/**
 * `users/{uid}/shadowTradeHistory/{id}` while the trade is open. Opening it writes it whole. The price and what
 * follows from it are brought up to date every 15 minutes; in between they stand in the snapshot.
 */
export const openTrade = storedDocument({ ...common, status: z.literal('OPEN') });

const { status, symbol, side, quantity, entryPrice, createdAt } = openTrade.fields;

/** What marking and closing need of an open trade. Earlier systems may have left its opening's time out. */
export const closableTrade = openTrade.part({
  status,
  symbol,
  side,
  quantity,
  entryPrice,
  createdAt: createdAt.optional().catch(undefined),
});

/**
 * The same document once the trade is closed, by its trader or on their behalf. It does not change any more.
 */
export const closedTrade = storedDocument({
  ...common,
  status: z.literal('CLOSED'),
  /** US dollars a unit. */
  exit_price: priceSchema,
  exit_reason: z.enum(EXIT_REASONS),
  /** US dollars. */
  final_pnl: moneySchema,
  /** Per cent of the entry notional. */
  final_pnl_percent: percentSchema,
  closed_at: time,
});

/** Either of them. What the migration brought may be about a symbol that nobody can trade. */
export const shadowTrade = storedDocument({
  ...common,
  symbol: z.string(),
  status: z.enum(TRADE_STATUSES),
  exit_price: orNull(priceSchema),
  exit_reason: orNull(z.enum(EXIT_REASONS)),
  final_pnl: orNull(moneySchema),
  final_pnl_percent: orNull(percentSchema),
  closed_at: optionalTime,
});

type OpenTrade = DocumentValue<typeof openTrade>;

/** What opening decides; the rest of the document follows from it. */
export type NewTrade = Pick<
  OpenTrade,
  'symbol' | 'side' | 'quantity' | 'entryPrice' | 'notional' | 'source' | 'signalId' | 'createdAt'
>;

/** The document of a trade that was just opened. It is marked at its entry: what the spread costs shows at the first mark. */
export const openedTrade = (trade: NewTrade): Record<string, unknown> =>
  openTrade.write({
    ...trade,
    status: 'OPEN',
    strategy: null,
    currentPrice: trade.entryPrice,
    currentPnl: ZERO_MONEY,
    pnlPercent: parsePercent('0'),
    lastUpdated: trade.createdAt,
  });
