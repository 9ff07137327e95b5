import type { SeriesPoint } from '@/lib/documents/day-series.ts';
import type { ChartSeries } from './chart-series.ts';
import { compareDecimals } from './compare-decimals.ts';

export interface ChartTableRow {
  readonly at: Date;
  /** One for each series, in their order; null where the series has no point at that time. */
  readonly values: readonly (string | null)[];
}

/** All points of all series by time, newest first. */
export function chartTableRows(series: readonly ChartSeries[]): ChartTableRow[] {
  const byTime = new Map<number, (string | null)[]>();
  series.forEach(({ points }, column) => {
    for (const { at, value } of points) {
      const row = byTime.get(at.getTime()) ?? series.map(() => null);
      row[column] = value;
      byTime.set(at.getTime(), row);
    }
  });
  return [...byTime.entries()]
    .sort(([a], [b]) => b - a)
    .map(([at, values]) => ({ at: new Date(at), values }));
}

/**
 * At most `most` of the rows, evenly spread, the first and the last among them: a table of every minute of a month
 * could not be read.
 */
export function thinned<T>(rows: readonly T[], most: number): readonly T[] {
  if (rows.length <= most) return rows;
  const step = (rows.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => rows[Math.round(index * step)]).filter(
    row => row !== undefined,
  );
}

export interface SeriesRange {
  readonly first: SeriesPoint;
  readonly last: SeriesPoint;
  readonly lowest: SeriesPoint;
  readonly highest: SeriesPoint;
}

/** What a glance at the line tells; null where there is no point. */
export function rangeOf(points: readonly SeriesPoint[]): SeriesRange | null {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  let lowest = first;
  let highest = first;
  for (const point of points) {
    if (compareDecimals(point.value, lowest.value) < 0) lowest = point;
    if (compareDecimals(point.value, highest.value) > 0) highest = point;
  }
  return { first, last, lowest, highest };
}
