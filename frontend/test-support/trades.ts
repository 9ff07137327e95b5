import type { ShadowTrade } from '../src/lib/documents/shadow-trade.ts';
import { readShadowTrade } from '../src/lib/documents/shadow-trade.ts';

export const timestampOf = (iso: string) => ({ toDate: () => new Date(iso) });

/** The fields of a stored trade, as Firestore would bring them. */
export const tradeFields = (overrides: Record<string, unknown> = {}): Record<string, unknown> => ({
  symbol: 'AAPL',
  side: 'BUY',
  quantity: '10',
  entry_price: '187.5',
  notional: '1875.00',
  status: 'OPEN',
  source: 'manual',
  strategy: null,
  signal_id: null,
  current_price: '190',
  current_pnl: '25.00',
  pnl_percent: '1.3333',
  last_updated: timestampOf('2026-03-02T14:10:00Z'),
  created_at: timestampOf('2026-03-02T14:05:00Z'),
  ...overrides,
});

/** What closing adds to the fields. */
export const closedFields = (overrides: Record<string, unknown> = {}): Record<string, unknown> =>
  tradeFields({
    status: 'CLOSED',
    exit_price: '191',
    exit_reason: 'manual',
    final_pnl: '35.00',
    final_pnl_percent: '1.8667',
    closed_at: timestampOf('2026-03-02T15:00:00Z'),
    ...overrides,
  });

/** A trade as the dashboard holds it. */
export function tradeOf(id: string, fields: Record<string, unknown> = tradeFields()): ShadowTrade {
  const result = readShadowTrade(id, fields);
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
}

/** Trade number `n` of many, each opened a minute before the one with the number below. */
export const nthTrade = (n: number, overrides: Record<string, unknown> = {}): ShadowTrade =>
  tradeOf(
    `trade-${String(n).padStart(5, '0')}`,
    closedFields({
      created_at: timestampOf(new Date(Date.UTC(2026, 2, 2) - n * 60_000).toISOString()),
      ...overrides,
    }),
  );
