import { useMemo } from 'react';
import type { SortColumn } from '@/features/trades/filters/trade-sort.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { fittingColumns, neededWidths } from './fitting-columns.ts';
import { TRADE_COLUMNS } from './trade-columns.tsx';
import { contentOf } from './use-trades-table.ts';

/**
 * Which of the chosen columns there is room for, and how wide each is, in pixels.
 *
 * @param room pixels that all columns have together; null before anything was measured
 */
export function useFittingColumns(
  chosen: readonly SortColumn[],
  trades: readonly ShadowTrade[],
  room: number | null,
) {
  const wanted = useMemo(() => TRADE_COLUMNS.filter(({ id }) => chosen.includes(id)), [chosen]);
  const widths = useMemo(() => neededWidths(wanted, trades), [wanted, trades]);
  const fitting = fittingColumns(wanted, widths, room ?? Number.POSITIVE_INFINITY)
    .map(({ id }) => id)
    .join(' ');
  // The same array while the same columns are shown: the rows compare it.
  const columns = useMemo(() => fitting.split(' ').map(contentOf), [fitting]);
  return { columns, widths };
}
