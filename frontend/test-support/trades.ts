import { shadowTrade } from '@agenttrader/domain/documents/shadow-trade';
import {
  STORED_CLOSED_TRADE,
  STORED_OPEN_TRADE,
} from '@agenttrader/domain/test-support/documents/shadow-trade';
import { type Overrides, variantOf } from '@agenttrader/domain/test-support/documents/variant';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { readShadowTrade } from '@/lib/documents/shadow-trade.ts';

export const timestampOf = (iso: string) => ({ toDate: () => new Date(iso) });

export type TradeOverrides = Overrides<typeof shadowTrade>;

/** The fields of a stored trade, as Firestore would bring them. */
export const tradeFields = (overrides: TradeOverrides = {}): Record<string, unknown> =>
  variantOf(shadowTrade, STORED_OPEN_TRADE, overrides);

/** Those of one that is closed, while its last mark stays what it was. */
export const closedFields = (overrides: TradeOverrides = {}): Record<string, unknown> =>
  variantOf(shadowTrade, { ...STORED_CLOSED_TRADE, ...LAST_MARK }, overrides);

const { currentPrice, currentPnl, pnlPercent, lastUpdated } = shadowTrade.names;
const LAST_MARK = Object.fromEntries(
  [currentPrice, currentPnl, pnlPercent, lastUpdated].map(name => [name, STORED_OPEN_TRADE[name]]),
);

/** A trade as the dashboard holds it. */
export function tradeOf(id: string, fields: Record<string, unknown> = tradeFields()): ShadowTrade {
  const result = readShadowTrade(id, fields);
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
}

/** Trade number `n` of many, each opened a minute before the one with the number below. */
export const nthTrade = (n: number, overrides: TradeOverrides = {}): ShadowTrade =>
  tradeOf(
    `trade-${String(n).padStart(5, '0')}`,
    closedFields({
      createdAt: timestampOf(new Date(Date.UTC(2026, 2, 2) - n * 60_000).toISOString()),
      ...overrides,
    }),
  );
