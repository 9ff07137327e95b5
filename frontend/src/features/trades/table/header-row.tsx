import { ArrowDown, ArrowUp } from 'lucide-react';
import { Explained } from '@/components/ui/explained.tsx';
import { cn } from '@/lib/cn.ts';
import { contentOf, type TradesHeader } from './use-trades-table.ts';

const ARIA_SORT = { asc: 'ascending', desc: 'descending' } as const;

/** The names of the columns; a press sorts by one, and a second press turns the order around. */
export const HeaderRow = ({ headers }: { headers: readonly TradesHeader[] }) => (
  <tr aria-rowindex={1}>
    {headers.map(header => (
      <ColumnHeader key={header.id} header={header} />
    ))}
    <th scope="col" className="sticky right-0 h-9 border-line border-b bg-surface">
      <span className="sr-only">Actions</span>
    </th>
  </tr>
);

function ColumnHeader({ header: { column } }: { header: TradesHeader }) {
  const { label, numeric, explanation } = contentOf(column.id);
  const sorted = column.getIsSorted();
  const Arrow = sorted === 'asc' ? ArrowUp : ArrowDown;
  const arrow = sorted && <Arrow aria-hidden className="size-3" />;
  return (
    <th
      scope="col"
      aria-sort={sorted ? ARIA_SORT[sorted] : 'none'}
      className="h-9 border-line border-b bg-surface px-2 font-medium text-muted text-xs first:pl-4"
    >
      <span className={cn('flex items-center gap-0.5', numeric ? 'justify-end' : 'justify-start')}>
        <button
          type="button"
          onClick={column.getToggleSortingHandler()}
          className={cn(
            'inline-flex h-6 min-w-6 items-center gap-1 whitespace-nowrap rounded-sm hover:text-text',
            sorted && 'text-text',
          )}
        >
          {numeric && arrow}
          {label}
          {!numeric && arrow}
        </button>
        {explanation && <Explained of={label}>{explanation}</Explained>}
      </span>
    </th>
  );
}
