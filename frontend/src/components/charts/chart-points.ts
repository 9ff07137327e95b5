import type { SeriesPoint } from '../../lib/documents/day-series.ts';

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
