import { z } from 'zod';
import { moneySchema, priceSchema } from '../money/schemas.ts';
import { type DocumentValue, storedDocument, storedMap } from './document.ts';
import { orNull, time } from './fields.ts';

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

/**
 * `users/{uid}/data/snapshot`: the broker account as of its last sync. Every sync that reaches the broker writes it whole;
 * amounts are in the account's currency.
 */
export const snapshot = storedDocument({
  synced_at: time,
  equity: moneySchema,
  buying_power: moneySchema,
  cash: moneySchema,
  /** At the close of the trading day before; null where the broker did not say. */
  last_equity: orNull(moneySchema),
  currency: z.string(),
  account_status: z.string(),
  positions: z.array(storedMap(position)),
  account: storedMap(account),
});

/** A decimal that is only shown, in whatever form it was stored. */
const anyFigure = orNull(z.string());
const { account: _, ...ofEvery } = snapshot.fields;

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
export const anySnapshot = snapshot.part({ ...ofEvery, positions: anyPositions });

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

/** What the account may spend, and as of when. */
export const buyingPowerOfSnapshot = snapshot.part({ buyingPower: moneySchema, syncedAt: time });

/** When the account was last synced. */
export const timeOfSnapshot = snapshot.part({ syncedAt: time });

export type Snapshot = DocumentValue<typeof snapshot>;
