import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SeriesPoint, withRecent } from './day-series.ts';

const minute = fc.integer({ min: 0, max: 120 });
const pointAt = (minutes: number, value: string): SeriesPoint => ({
  at: new Date(Date.UTC(2026, 2, 2, 23) + minutes * 60_000),
  value,
});
const points = (value: string) =>
  fc.uniqueArray(minute).map(minutes => minutes.toSorted((a, b) => a - b).map(at => pointAt(at, value)));
const times = (shown: readonly SeriesPoint[]) => shown.map(({ at }) => at.getTime());

describe('kept and recent points together', () => {
  it('are in order, one a minute, the recent where there are two, and no minute is made up', () => {
    fc.assert(
      fc.property(points('kept'), points('recent'), (kept, recent) => {
        const shown = withRecent(kept, recent);
        expect(times(shown)).toEqual([...new Set([...times(kept), ...times(recent)])].sort((a, b) => a - b));
        expect(shown.filter(({ value }) => value === 'recent')).toEqual(recent);
      }),
    );
  });

  it('stay the same however many of them were brought over already', () => {
    fc.assert(
      fc.property(points('1.00'), points('1.00'), fc.nat(), (kept, recent, seed) => {
        const half = recent.slice(0, seed % (recent.length + 1));
        expect(withRecent(withRecent(kept, half), recent)).toEqual(withRecent(kept, recent));
      }),
    );
  });
});
