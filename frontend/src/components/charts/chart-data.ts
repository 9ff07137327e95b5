import type { LineData, UTCTimestamp } from 'lightweight-charts';
import type { SeriesPoint } from '@/lib/documents/day-series.ts';
import { distinctPoints, secondOf } from './chart-points.ts';

export const chartTime = (at: Date): UTCTimestamp => secondOf(at) as UTCTimestamp;

const NOT_DRAWN = 'transparent';

/**
 * The points as the chart takes them. Its coordinates are floats; the figures that are read from it come from the
 * points themselves.
 *
 * @param gapAfterMs points further apart than this are not joined: what happened in between is not known
 */
export function chartData(points: readonly SeriesPoint[], gapAfterMs: number): LineData<UTCTimestamp>[] {
  const distinct = distinctPoints(points);
  return distinct.map((point, index) => {
    const drawn = { time: chartTime(point.at), value: Number(point.value) };
    const next = distinct[index + 1];
    // A point's colour is that of the stroke that leaves it.
    const endsHere = next !== undefined && next.at.getTime() - point.at.getTime() > gapAfterMs;
    return endsHere ? { ...drawn, color: NOT_DRAWN } : drawn;
  });
}
