import type { SortColumn } from '@/features/trades/filters/trade-sort.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import type { TradeColumn } from './trade-columns.tsx';

/** In this order they go where there is no room for all: what is not named here stays. */
const DROPPED_FIRST: readonly SortColumn[] = [
  'marked',
  'strategy',
  'exitReason',
  'closed',
  'source',
  'opened',
  'pnlPercent',
  'entry',
  'status',
  'side',
  'notional',
  'quantity',
  'price',
];

/** Pixels that a digit takes in the table's font, and that stand left and right of a cell's text. */
const DIGIT = 8.8;
const PADDING = 18;

/** Pixels that each column needs for the widest of its figures. A figure that is cut off reads as another. */
export function neededWidths(
  columns: readonly TradeColumn[],
  trades: readonly ShadowTrade[],
): ReadonlyMap<SortColumn, number> {
  return new Map(
    columns.map(({ id, width, characters }) => {
      if (characters === undefined) return [id, width];
      let most = 0;
      for (const trade of trades) most = Math.max(most, characters(trade));
      return [id, Math.max(width, Math.ceil(most * DIGIT) + PADDING)];
    }),
  );
}

/** The columns that fit into `available` pixels together; symbol and P&L always do. */
export function fittingColumns(
  columns: readonly TradeColumn[],
  widths: ReadonlyMap<SortColumn, number>,
  available: number,
): readonly TradeColumn[] {
  let fitting = columns;
  let total = columns.reduce((sum, { id }) => sum + (widths.get(id) ?? 0), 0);
  for (const dropped of DROPPED_FIRST) {
    if (total <= available) break;
    if (!fitting.some(({ id }) => id === dropped)) continue;
    fitting = fitting.filter(({ id }) => id !== dropped);
    total -= widths.get(dropped) ?? 0;
  }
  return fitting;
}
