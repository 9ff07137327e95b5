import { Time } from '@/components/figures/time.tsx';
import { Cell, HeaderCell, Table, TableRow } from '@/components/ui/table.tsx';
import type { ChartSeries } from './chart-series.ts';
import { chartTableRows, thinned } from './chart-table-rows.ts';

/** More would be scrolled past, not read. */
const MOST_ROWS = 200;

interface ChartTableProps {
  series: readonly ChartSeries[];
  formatValue(value: string): string;
  /** Pixels. */
  height: number;
  label: string;
}

/** What the chart shows, in figures; newest first. */
export function ChartTable({ series, formatValue, height, label }: ChartTableProps) {
  const all = chartTableRows(series);
  const rows = thinned(all, MOST_ROWS);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} style={{ maxHeight: height }} className="overflow-y-auto">
      {rows.length < all.length && (
        <p className="px-4 py-2 text-muted text-xs">
          {rows.length} of {all.length} points, evenly spread over the time.
        </p>
      )}
      <Table>
        <thead className="sticky top-0 bg-surface">
          <tr>
            <HeaderCell>Time</HeaderCell>
            {series.map(({ name }) => (
              <HeaderCell key={name} numeric>
                {name}
              </HeaderCell>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, values }) => (
            <TableRow key={at.getTime()}>
              <Cell>
                <Time at={at} />
              </Cell>
              {series.map(({ name }, column) => (
                <Cell key={name} numeric>
                  {values[column] == null ? '–' : formatValue(values[column])}
                </Cell>
              ))}
            </TableRow>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
