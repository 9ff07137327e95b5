import {
  columnVisibilityFeature,
  createColumnHelper,
  functionalUpdate,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { SORT_COLUMNS, type SortColumn, type TradeSort } from '@/features/trades/filters/trade-sort.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { TRADE_COLUMNS } from './trade-columns.tsx';

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature });
const helper = createColumnHelper<typeof features, ShadowTrade>();

const columns = TRADE_COLUMNS.map(({ id, label, numeric }) =>
  helper.accessor((trade): unknown => trade.id, {
    id,
    header: label,
    sortDescFirst: numeric === true || id === 'opened',
  }),
);
const columnById = new Map(TRADE_COLUMNS.map(column => [column.id as string, column]));

const idOf = (trade: ShadowTrade): string => trade.id;

interface TradesTableOptions {
  /** In order already: sorting needs pages that may not be here yet, so it happens before the table. */
  readonly trades: ShadowTrade[];
  readonly chosen: readonly SortColumn[];
  readonly sort: TradeSort;
  onSort(sort: TradeSort): void;
}

/** The table's model: which columns it shows, how a press on a header changes the order, and its rows. */
export function useTradesTable({ trades, chosen, sort, onSort }: TradesTableOptions) {
  const sorting = [{ id: sort.column, desc: sort.direction === 'desc' }];
  const table = useTable({
    features,
    columns,
    data: trades,
    getRowId: idOf,
    manualSorting: true,
    enableSortingRemoval: false,
    enableMultiSort: false,
    state: {
      sorting,
      columnVisibility: Object.fromEntries(TRADE_COLUMNS.map(({ id }) => [id, chosen.includes(id)])),
    },
    onSortingChange: updater => {
      const [next] = functionalUpdate(updater, sorting);
      const column = SORT_COLUMNS.find(id => id === next?.id);
      if (next && column) onSort({ column, direction: next.desc ? 'desc' : 'asc' });
    },
  });
  return table;
}

export type TradesTableModel = ReturnType<typeof useTradesTable>;
export type TradesHeader = ReturnType<TradesTableModel['getFlatHeaders']>[number];

/** What a column of the table shows. */
export function contentOf(columnId: string) {
  const column = columnById.get(columnId);
  if (column === undefined) throw new Error(`There is no column ${columnId}.`);
  return column;
}
