import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';
import type { SortColumn, TradeSort } from '@/features/trades/filters/trade-sort.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { HeaderRow } from './header-row.tsx';
import { ROW_HEIGHT, rowElementId, TradeRow } from './trade-row.tsx';
import { useActiveRow } from './use-active-row.ts';
import { useFittingColumns } from './use-fitting-columns.ts';
import { useTradesTable } from './use-trades-table.ts';
import { useWidth } from './use-width.ts';

const HEADER_HEIGHT = 36;
const ACTIONS_WIDTH = 60;
const OVERSCAN = 12;
/** The next page is asked for when this many rows are left below. */
const AHEAD = 100;

interface TradesTableProps {
  trades: ShadowTrade[];
  chosen: readonly SortColumn[];
  sort: TradeSort;
  onSort(sort: TradeSort): void;
  /** The last of the rows comes into sight. */
  onNearEnd(): void;
  onClose(tradeId: string): void;
  /** Below the last row. */
  footer: ReactNode;
}

/**
 * Trades as a grid of which only the rows in sight are on the page. The grid takes the focus as a whole: the arrow
 * keys move the active row, Enter opens it, and Tab goes on to that row's own links and buttons.
 */
export function TradesTable({ trades, chosen, sort, onSort, onNearEnd, onClose, footer }: TradesTableProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const table = useTradesTable({ trades, chosen, sort, onSort });
  const { rows } = table.getRowModel();
  const chosenHeaders = table.getHeaderGroups()[0]?.headers ?? [];
  const room = useWidth(scroller);
  const { columns, widths } = useFittingColumns(chosen, trades, room === null ? null : room - ACTIONS_WIDTH);
  const headers = chosenHeaders.filter(({ id }) => columns.some(column => column.id === id));

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: index => rows[index]?.id ?? index,
    overscan: OVERSCAN,
    paddingStart: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  const first = items[0];
  const last = items.at(-1);

  useEffect(() => {
    if (last && last.index >= rows.length - AHEAD) onNearEnd();
  }, [last, rows.length, onNearEnd]);

  const { active, activeId, activate, onKeyDown } = useActiveRow({
    count: rows.length,
    idAt: index => rows[index]?.id,
    order: `${sort.column} ${sort.direction}`,
    scroller,
    scrollToRow: virtualizer.scrollToIndex,
  });
  const isActiveRendered = first && last && active >= first.index && active <= last.index;

  return (
    <div ref={scroller} className="h-[max(24rem,calc(100dvh-20.25rem))] overflow-auto [contain:strict]">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows can be walked is a grid
        role="grid"
        aria-label="Shadow trades"
        aria-rowcount={rows.length + 1}
        aria-activedescendant={
          isActiveRendered && activeId !== undefined ? rowElementId(activeId) : undefined
        }
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="group w-full table-fixed border-separate border-spacing-0 text-sm outline-hidden"
      >
        <colgroup>
          {columns.map(column => (
            <col key={column.id} style={{ width: widths.get(column.id) }} />
          ))}
          <col style={{ width: ACTIONS_WIDTH }} />
        </colgroup>
        <thead className="sticky top-0 z-10">
          <HeaderRow headers={headers} />
        </thead>
        <tbody>
          <Spacer height={(first?.start ?? HEADER_HEIGHT) - HEADER_HEIGHT} />
          {items.map(({ index }) => {
            const row = rows[index];
            return (
              row && (
                <TradeRow
                  key={row.id}
                  trade={row.original}
                  index={index}
                  columns={columns}
                  active={index === active}
                  onActivate={activate}
                  onClose={onClose}
                />
              )
            );
          })}
          <Spacer height={virtualizer.getTotalSize() - (last?.end ?? HEADER_HEIGHT)} />
        </tbody>
      </table>
      {footer}
    </div>
  );
}

/** Holds the place of the rows that are not on the page. */
const Spacer = ({ height }: { height: number }) =>
  height > 0 && (
    <tr aria-hidden>
      <td style={{ height }} className="p-0" />
    </tr>
  );
