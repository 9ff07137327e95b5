import type { SeriesPoint } from '@/lib/documents/day-series.ts';

/** Whole seconds, as a chart counts time. */
export const secondOf = (at: Date): number => Math.floor(at.getTime() / 1000);

/** In order of time, the later of two in one second winning; what is no number cannot be drawn and is left out. */
export function distinctPoints(points: readonly SeriesPoint[]): SeriesPoint[] {
  const bySecond = new Map<number, SeriesPoint>();
  for (const point of points) {
    if (point.value !== '' && Number.isFinite(Number(point.value))) bySecond.set(secondOf(point.at), point);
  }
  return [...bySecond.entries()].sort(([a], [b]) => a - b).map(([, point]) => point);
}

/** From the first to the last point of all series, in milliseconds. */
export function spanOf(series: readonly { readonly points: readonly SeriesPoint[] }[]): number {
  const times = series.flatMap(({ points }) => [points[0], points.at(-1)]).map(point => point?.at.getTime());
  const known = times.filter(time => time !== undefined);
  return known.length === 0 ? 0 : Math.max(...known) - Math.min(...known);
}

const MUCH = 0.2;

/** Whether the span is so different that it must be another range, and not the same one grown by a few points. */
export const isOtherSpan = (span: number, shown: number): boolean =>
  span > 0 && (shown === 0 || Math.abs(span - shown) > MUCH * shown);
