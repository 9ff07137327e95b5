import { Columns3 } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { Checkbox } from '@/components/ui/checkbox.tsx';
import { Popover } from '@/components/ui/popover.tsx';
import type { SortColumn } from '@/features/trades/filters/trade-sort.ts';
import { ALWAYS_SHOWN } from './chosen-columns.ts';
import { TRADE_COLUMNS } from './trade-columns.tsx';

interface ColumnChooserProps {
  chosen: readonly SortColumn[];
  onToggle(id: SortColumn): void;
}

/** Which columns the table shows. */
export const ColumnChooser = ({ chosen, onToggle }: ColumnChooserProps) => (
  <Popover
    title="Columns"
    align="end"
    className="w-52"
    trigger={
      <Button size="sm" variant="ghost">
        <Columns3 aria-hidden />
        Columns
      </Button>
    }
  >
    <div className="flex flex-col gap-1.5 pt-1">
      {TRADE_COLUMNS.map(({ id, label }) => (
        <Checkbox
          key={id}
          checked={chosen.includes(id)}
          disabled={id === ALWAYS_SHOWN}
          onChange={() => onToggle(id)}
        >
          {label}
        </Checkbox>
      ))}
    </div>
  </Popover>
);
