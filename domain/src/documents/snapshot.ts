import { z } from 'zod';
import { brokerEnvironment } from '../accounts/environment.ts';
import { SYNC_ERROR_CODES } from '../accounts/sync-error.ts';
import { moneySchema, percentSchema, priceSchema, quantitySchema } from '../money/schemas.ts';
import { tradableSymbolSchema } from '../symbols.ts';
import { SIDES } from '../trades/side.ts';
import { minuteOfDay } from './day-series.ts';
import { type DocumentValue, storedDocument, storedMap } from './document.ts';
import { count, optionalText, optionalTime, orNull, time } from './fields.ts';

const position = {
  symbol: z.string(),
  side: z.enum(['long', 'short']),
  asset_class: z.string(),
  /** As the broker states it, without a sign. */
  quantity: z.string(),
  /** US dollars a unit; null, as the figures below, where the broker does not know it at the moment. */
  avg_entry_price: orNull(priceSchema),
  current_price: orNull(priceSchema),
  /** US dollars; negative for a short position. */
  market_value: orNull(moneySchema),
  cost_basis: orNull(moneySchema),
  unrealized_pnl: orNull(moneySchema),
};

const account = {
  portfolio_value: orNull(moneySchema),
  long_market_value: orNull(moneySchema),
  short_market_value: orNull(moneySchema),
  /** How many times the equity the account may buy for. */
  multiplier: orNull(z.string()),
  trading_blocked: orNull(z.boolean()),
  account_blocked: orNull(z.boolean()),
  shorting_enabled: orNull(z.boolean()),
};

const connection = {
  /** Differs for every time that the tenant connected. */
  id: z.string().min(1),
  environment: brokerEnvironment,
  secret_version: z.string().min(1),
};

const standingError = {
  code: z.enum(SYNC_ERROR_CODES),
  /** When the broker was last asked in vain. */
  at: time,
  consecutive_failures: z.int().positive(),
  /** Before this time the broker is not asked again. */
  retry_at: optionalTime,
  /** Until the connection is another one than this, the broker is not asked again; `none` where there was none. */
  parked_version: optionalText,
};

const openTrade = {
  symbol: tradableSymbolSchema,
  side: z.enum(SIDES),
  quantity: quantitySchema,
  entry_price: priceSchema,
  created_at: optionalTime,
  /** At the last mark; US dollars a unit. */
  current_price: priceSchema,
  current_pnl: moneySchema,
  /** Per cent of the entry notional. */
  pnl_percent: percentSchema,
  last_updated: optionalTime,
  /** The price that the trade's own document was last brought up to. */
  stored_price: priceSchema,
};

/** More open trades than anybody may open. What an earlier system left beyond them is not marked: the document has a limit. */
export const MOST_OPEN_TRADES = 500;

const recent = {
  /** The UTC day of the points, "yyyy-mm-dd". */
  day: z.iso.date(),
  /** The account's equity by the minute of that day. */
  equity: z.record(minuteOfDay, moneySchema),
  /** Prices of the symbols of open trades, by the symbol's document id and the minute of that day. */
  prices: z.record(z.string(), z.record(minuteOfDay, priceSchema)),
};

/** What a sync finds out about the account: all of it is absent as long as no sync has come to its end. */
const found = {
  synced_at: time,
  equity: moneySchema,
  buying_power: moneySchema,
  cash: moneySchema,
  last_equity: orNull(moneySchema),
  currency: z.string(),
  account_status: z.string(),
  positions: z.array(storedMap(position)),
  account: storedMap(account),
};

/**
 * `users/{uid}/data/snapshot`: all that the heartbeat knows of a tenant and all that it finds out: the broker account as of
 * its last sync, and the open trades with their marks. Every sync writes it, on condition that it is still what was read.
 * Opening, closing, connecting, disconnecting and migrating bring it up to date in their own transactions. It is derived:
 * where it is missing or cannot be read, and once a day, it is made anew from the connection and the trades themselves.
 * Amounts are in the account's currency.
 */
export const snapshot = storedDocument({
  synced_at: found.synced_at.optional(),
  equity: found.equity.optional(),
  buying_power: found.buying_power.optional(),
  cash: found.cash.optional(),
  /** At the close of the trading day before; null where the broker did not say. */
  last_equity: found.last_equity.optional(),
  currency: found.currency.optional(),
  account_status: found.account_status.optional(),
  positions: found.positions.optional(),
  account: found.account.optional(),
  /** What the broker is asked with; null where nothing is connected. */
  connection: orNull(storedMap(connection)),
  /** Why the last sync failed; null while syncs succeed. */
  standing_error: orNull(storedMap(standingError)),
  /** How many syncs in a row took the broker longer than others have to wait for. */
  slow_syncs: count,
  /** By the trade's id. */
  open_trades: z.record(z.string(), storedMap(openTrade)),
  /** Points that `equityCurve` and `priceMarks` do not hold yet; null where there are none. */
  recent: orNull(storedMap(recent)),
  /** When points and marks were last brought over. */
  appended_at: optionalTime,
  /** When the next sync is due: figures are not late before. */
  due_at: optionalTime,
  /** Whether coins are held or traded, so that every minute is due while the stock market is closed. */
  around_the_clock: z.boolean(),
  /** When it was last made from the trades themselves; null where that is to be done. */
  rebuilt_at: optionalTime,
});

const { fields } = snapshot;

/** The account alone, as a sync finds it or an earlier system left it. */
export const accountSnapshot = storedDocument(found);

/** What the heartbeat itself needs, whatever it knows of the account. */
export const heartbeatSnapshot = snapshot.part({
  syncedAt: fields.syncedAt,
  connection: fields.connection,
  standingError: fields.standingError,
  slowSyncs: fields.slowSyncs,
  openTrades: fields.openTrades,
  recent: fields.recent,
  appendedAt: fields.appendedAt,
  dueAt: fields.dueAt,
  aroundTheClock: fields.aroundTheClock,
  rebuiltAt: fields.rebuiltAt,
});

/** A decimal that is only shown, in whatever form it was stored. */
const anyFigure = orNull(z.string());
const { account: _, ...ofEvery } = accountSnapshot.fields;

const anyPositions = z.array(
  storedMap({
    ...position,
    avg_entry_price: anyFigure,
    current_price: anyFigure,
    market_value: anyFigure,
    cost_basis: anyFigure,
    unrealized_pnl: anyFigure,
  }),
);

/** The snapshot of an earlier system, as everybody can read it: figures of positions in other forms. */
export const anySnapshot = accountSnapshot.part({ ...ofEvery, positions: anyPositions });

/** It as it is shown: earlier systems stored figures in other forms, and no details of the account. */
export const shownSnapshot = snapshot.part({
  ...ofEvery,
  positions: anyPositions,
  account: orNull(
    storedMap({
      ...account,
      portfolio_value: anyFigure,
      long_market_value: anyFigure,
      short_market_value: anyFigure,
    }),
  ),
});

/** What a signal is sized by. Every figure of it is checked again, and must be there, if only as null. */
export const sizingSnapshot = snapshot.part({
  syncedAt: time,
  equity: moneySchema,
  cash: moneySchema,
  buyingPower: moneySchema,
  currency: z.string(),
  positions: z.array(
    storedMap({
      symbol: position.symbol,
      side: position.side,
      asset_class: position.asset_class,
      quantity: position.quantity,
      market_value: moneySchema.nullable(),
      unrealized_pnl: moneySchema.nullable(),
    }),
  ),
});

/** What the account may spend, as of when, and when that is renewed. */
export const buyingPowerOfSnapshot = snapshot.part({
  buyingPower: moneySchema,
  syncedAt: time,
  standingError: fields.standingError.catch(null),
  dueAt: optionalTime.catch(null),
});

/**
 * What the dashboard shows of the open trades and of how the heartbeat is doing. Earlier versions stored nothing of it, and
 * what of it cannot be read is as good as not there. A transaction that opens a trade may have made the document, with that
 * trade alone: only where `slowSyncs` is there the rest is, or is null because there is none.
 */
export const shownHeartbeat = snapshot.part({
  openTrades: orNull(
    z.record(
      z.string(),
      storedMap({
        current_price: openTrade.current_price,
        current_pnl: openTrade.current_pnl,
        pnl_percent: openTrade.pnl_percent,
        last_updated: openTrade.last_updated,
      }),
    ),
  ).catch(null),
  recent: orNull(storedMap(recent)).catch(null),
  standingError: fields.standingError.catch(null),
  slowSyncs: orNull(count).catch(null),
  dueAt: optionalTime.catch(null),
  aroundTheClock: orNull(z.boolean()).catch(null),
});

/** How often syncs have failed in a row. */
export const failuresOfSnapshot = snapshot.part({ standingError: fields.standingError });

/** When the account was last synced. */
export const timeOfSnapshot = snapshot.part({ syncedAt: time });

export type SyncedAccount = DocumentValue<typeof accountSnapshot>;
export type HeartbeatSnapshot = DocumentValue<typeof heartbeatSnapshot>;
export type ShownHeartbeat = DocumentValue<typeof shownHeartbeat>;
