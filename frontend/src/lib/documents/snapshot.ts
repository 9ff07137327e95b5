import { moneySchema } from '@agenttrader/domain/money/schemas';
import { z } from 'zod';
import { documentReader } from './document-problem.ts';
import { timestamp } from './fields.ts';

const position = z
  .object({
    symbol: z.string(),
    side: z.enum(['long', 'short']),
    asset_class: z.string(),
    quantity: z.string(),
    avg_entry_price: z.string().nullish(),
    current_price: z.string().nullish(),
    market_value: z.string().nullish(),
    cost_basis: z.string().nullish(),
    unrealized_pnl: z.string().nullish(),
  })
  .transform(fields => ({
    symbol: fields.symbol,
    side: fields.side,
    assetClass: fields.asset_class,
    quantity: fields.quantity,
    // What the broker does not know at the moment is null.
    avgEntryPrice: fields.avg_entry_price ?? null,
    currentPrice: fields.current_price ?? null,
    marketValue: fields.market_value ?? null,
    costBasis: fields.cost_basis ?? null,
    unrealizedPnl: fields.unrealized_pnl ?? null,
  }));

const schema = z.object({
  synced_at: timestamp,
  equity: moneySchema,
  buying_power: moneySchema,
  cash: moneySchema,
  last_equity: moneySchema.nullish(),
  currency: z.string(),
  account_status: z.string(),
  positions: z.array(position),
  account: z
    .object({
      portfolio_value: z.string().nullish(),
      long_market_value: z.string().nullish(),
      short_market_value: z.string().nullish(),
      multiplier: z.string().nullish(),
      trading_blocked: z.boolean().nullish(),
      account_blocked: z.boolean().nullish(),
      shorting_enabled: z.boolean().nullish(),
    })
    .nullish(),
});

/** `users/{uid}/data/snapshot`: the broker account as of its last sync. Amounts are US dollars. */
export const readSnapshot = documentReader(schema, fields => ({
  syncedAt: fields.synced_at,
  equity: fields.equity,
  buyingPower: fields.buying_power,
  cash: fields.cash,
  /** At the close of the trading day before; null where the broker did not say. */
  lastEquity: fields.last_equity ?? null,
  currency: fields.currency,
  accountStatus: fields.account_status,
  positions: fields.positions,
  tradingBlocked: fields.account?.trading_blocked ?? false,
  accountBlocked: fields.account?.account_blocked ?? false,
  shortingEnabled: fields.account?.shorting_enabled ?? false,
  longMarketValue: fields.account?.long_market_value ?? null,
  shortMarketValue: fields.account?.short_market_value ?? null,
}));

type Read = ReturnType<typeof readSnapshot>;
export type AccountSnapshot = Extract<Read, { ok: true }>['value'];
export type Position = AccountSnapshot['positions'][number];
