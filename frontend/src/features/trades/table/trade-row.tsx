import { memo } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { STALE } from '@/components/ui/stat.tsx';
import { useIsStale } from '@/hooks/use-trades.ts';
import { cn } from '@/lib/cn.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import type { TradeColumn } from './trade-columns.tsx';
import { useFollowedTrade } from './use-followed-trade.ts';

export const ROW_HEIGHT = 36;

/** The id of a trade's row on the page, for `aria-activedescendant`. */
export const rowElementId = (tradeId: string): string => `trade-row-${tradeId}`;

interface TradeRowProps {
  trade: ShadowTrade;
  /** From 0, among all rows of the table. */
  index: number;
  columns: readonly TradeColumn[];
  active: boolean;
  onActivate(index: number): void;
  onClose(id: string): void;
}

/** One trade. Its links and buttons take the focus only while the row is the active one. */
export const TradeRow = memo(function TradeRow({
  trade: loaded,
  index,
  columns,
  active,
  onActivate,
  onClose,
}: TradeRowProps) {
  const trade = useFollowedTrade(loaded);
  const isStale = useIsStale(trade);
  const tabIndex = active ? 0 : -1;
  return (
    <tr
      id={rowElementId(trade.id)}
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={active}
      style={{ height: ROW_HEIGHT }}
      onPointerDown={() => onActivate(index)}
      className={cn(
        'border-line border-b bg-surface hover:bg-hover',
        active &&
          'group-focus-visible:bg-accent-soft group-focus-visible:outline-2 group-focus-visible:outline-accent group-focus-visible:-outline-offset-2',
      )}
    >
      {columns.map(column => (
        <td
          key={column.id}
          className={cn(
            'whitespace-nowrap px-2 first:pl-4',
            !column.numeric && 'overflow-hidden text-ellipsis',
            column.numeric ? 'text-right' : 'text-left',
            column.moving && isStale && STALE,
          )}
        >
          {column.cell(trade, tabIndex)}
        </td>
      ))}
      {/* In sight however narrow the window is: it is what a trader may be in a hurry for. */}
      <td className="sticky right-0 bg-inherit pr-2 text-right">
        {trade.status === 'OPEN' && (
          <Button
            size="sm"
            variant="ghost"
            tabIndex={tabIndex}
            aria-label={`Close ${trade.symbol}`}
            title="Closes the trade at the latest quote; asks before it does"
            onClick={() => onClose(trade.id)}
          >
            Close
          </Button>
        )}
      </td>
    </tr>
  );
});
