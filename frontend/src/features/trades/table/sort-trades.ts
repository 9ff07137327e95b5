import { compareDecimals } from '@/components/charts/compare-decimals.ts';
import type { SortColumn, TradeSort } from '@/features/trades/filters/trade-sort.ts';
import { pnlOf, pnlPercentOf, type ShadowTrade } from '@/lib/documents/shadow-trade.ts';

type Key =
  | { readonly kind: 'time'; of(trade: ShadowTrade): Date | null }
  | { readonly kind: 'decimal' | 'text'; of(trade: ShadowTrade): string | null };

/** The price that the trade is valued at: the exit once it is closed, the last mark until then. */
export const valuedAt = (trade: ShadowTrade): string => trade.exitPrice ?? trade.currentPrice;

const KEYS: Record<SortColumn, Key> = {
  opened: { kind: 'time', of: trade => trade.createdAt },
  symbol: { kind: 'text', of: trade => trade.symbol },
  side: { kind: 'text', of: trade => trade.side },
  status: { kind: 'text', of: trade => trade.status },
  quantity: { kind: 'decimal', of: trade => trade.quantity },
  entry: { kind: 'decimal', of: trade => trade.entryPrice },
  price: { kind: 'decimal', of: valuedAt },
  notional: { kind: 'decimal', of: trade => trade.notional },
  pnl: { kind: 'decimal', of: pnlOf },
  pnlPercent: { kind: 'decimal', of: pnlPercentOf },
  source: { kind: 'text', of: trade => trade.source },
  strategy: { kind: 'text', of: trade => trade.strategy },
  marked: { kind: 'time', of: trade => trade.lastUpdated },
  closed: { kind: 'time', of: trade => trade.closedAt },
  exitReason: { kind: 'text', of: trade => trade.exitReason },
};

const textOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

function comparator(key: Key): (a: ShadowTrade, b: ShadowTrade) => number {
  if (key.kind === 'time') return (a, b) => (key.of(a)?.getTime() ?? 0) - (key.of(b)?.getTime() ?? 0);
  const order = key.kind === 'decimal' ? compareDecimals : textOrder;
  return (a, b) => order(key.of(a) ?? '', key.of(b) ?? '');
}

/**
 * The trades in order: by value and not by spelling, equal ones in the order they came in, and those that have no
 * value for the column, such as the time of closing of an open trade, last in either direction.
 */
export function sortTrades(trades: readonly ShadowTrade[], { column, direction }: TradeSort): ShadowTrade[] {
  const key = KEYS[column];
  const compare = comparator(key);
  const sign = direction === 'asc' ? 1 : -1;
  const [having, lacking] = [
    trades.filter(trade => key.of(trade) !== null),
    trades.filter(trade => key.of(trade) === null),
  ];
  return [...having.sort((a, b) => sign * compare(a, b)), ...lacking];
}
