import type { SeriesPoint } from '@/lib/documents/day-series.ts';

/** How far back the equity curve goes. */
export const EQUITY_RANGES = ['1D', '1W'] as const;
export type EquityRange = (typeof EQUITY_RANGES)[number];

const DAY_MS = 86_400_000;
const DAYS: Record<EquityRange, number> = { '1D': 1, '1W': 7 };

/** What the ranges are called. */
export const EQUITY_RANGE_NAMES: Record<EquityRange, string> = { '1D': 'One day', '1W': 'One week' };

/** The UTC days whose documents the range touches, oldest first: a range begins in the middle of one. */
export function daysOf(range: EquityRange, now: Date): string[] {
  const days = DAYS[range];
  return Array.from({ length: days + 1 }, (_, index) =>
    new Date(now.getTime() - (days - index) * DAY_MS).toISOString().slice(0, 10),
  );
}

/** The points of the days that lie within the range, in order. */
export function pointsInRange(
  days: readonly (readonly SeriesPoint[])[],
  range: EquityRange,
  now: Date,
): SeriesPoint[] {
  const since = now.getTime() - DAYS[range] * DAY_MS;
  return days.flat().filter(({ at }) => at.getTime() > since && at <= now);
}
