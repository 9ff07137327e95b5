import type { ComponentProps } from 'react';
import { cn } from '@/lib/cn.ts';

/** Plain tables: dense, with figures to the right. The container scrolls sideways where it must. */
export const Table = ({ className, ...props }: ComponentProps<'table'>) => (
  <div className="w-full overflow-x-auto">
    <table {...props} className={cn('w-full border-collapse text-sm', className)} />
  </div>
);

export const TableRow = ({ className, ...props }: ComponentProps<'tr'>) => (
  <tr {...props} className={cn('border-line border-t hover:bg-hover', className)} />
);

interface CellProps {
  /** Where there is no room for all columns of a `FittingTable`, those with the lowest number go first. */
  drop?: number;
  /** Figures stand at the right, so that their digits line up. */
  numeric?: boolean;
}

export const HeaderCell = ({ numeric, drop, className, ...props }: ComponentProps<'th'> & CellProps) => (
  <th
    scope="col"
    data-drop={drop}
    {...props}
    className={cn(
      'h-8 whitespace-nowrap px-2 font-medium text-muted text-xs first:pl-4 [&:nth-last-child(1_of_:not([hidden]))]:pr-4',
      numeric ? 'text-right' : 'text-left',
      className,
    )}
  />
);

export const Cell = ({ numeric, drop, className, ...props }: ComponentProps<'td'> & CellProps) => (
  <td
    data-drop={drop}
    {...props}
    className={cn(
      'h-9 whitespace-nowrap px-2 first:pl-4 [&:nth-last-child(1_of_:not([hidden]))]:pr-4',
      numeric ? 'text-right' : 'text-left',
      className,
    )}
  />
);
