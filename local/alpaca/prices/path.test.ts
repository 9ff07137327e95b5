import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DailyBar } from './daily-bar.ts';
import { DayPath } from './day-path.ts';
import { intradayPath } from './path.ts';
import { seededRandom } from './random.ts';

const price = fc.integer({ min: 1, max: 2_000_000 });
const bars = fc
  .tuple(price, price, price, price, fc.integer({ min: 0, max: 500_000_000 }))
  .map(([a, b, c, d, volume]): DailyBar => {
    const [low = 0, open = 0, close = 0, high = 0] = [a, b, c, d].sort((x, y) => x - y);
    return volume % 2 === 0
      ? { date: '2017-01-03', open, high, low, close, volume }
      : { date: '2017-01-03', open: close, high, low, close: open, volume };
  });

describe('a day of prices', () => {
  it('starts at the open, ends at the close, touches high and low and never leaves them', () => {
    fc.assert(
      fc.property(bars, fc.integer({ min: 3, max: 400 }), fc.string(), (bar, steps, seed) => {
        const path = intradayPath(bar, steps, seededRandom(seed));
        expect(path).toHaveLength(steps + 1);
        expect([path[0], path[steps]]).toEqual([bar.open, bar.close]);
        expect(Math.max(...path)).toBe(bar.high);
        expect(Math.min(...path)).toBe(bar.low);
      }),
    );
  });

  it('is made of minutes that add up to the day', () => {
    fc.assert(
      fc.property(bars, fc.constantFrom(210, 390), (bar, minutes) => {
        const path = new DayPath(bar, minutes, 'test');
        const all = Array.from({ length: minutes }, (_, i) => path.minute(i));
        expect(all[0]?.open).toBe(bar.open);
        expect(all.at(-1)?.close).toBe(bar.close);
        expect(Math.max(...all.map(one => one.high))).toBe(bar.high);
        expect(Math.min(...all.map(one => one.low))).toBe(bar.low);
        expect(all.reduce((sum, one) => sum + one.volume, 0)).toBe(bar.volume);
        for (const [i, one] of all.entries()) {
          expect(one.volume).toBeGreaterThanOrEqual(0);
          if (i > 0) expect(one.open).toBe(all[i - 1]?.close);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('moves within a minute from second to second, in whole ticks between the points around it', () => {
    const bar = { date: '2017-01-03', open: 11_580, high: 11_633, low: 11_476, close: 11_615, volume: 1000 };
    const path = new DayPath(bar, 390, 'seconds');
    for (let second = 0; second < 390 * 60; second++) {
      const value = path.priceAt(second);
      const [a, b] = [path.point(Math.floor(second / 15)), path.point(Math.floor(second / 15) + 1)];
      expect(Number.isInteger(value) && value >= Math.min(a, b) && value <= Math.max(a, b)).toBe(true);
    }
    expect(path.rangeUntil(390 * 60)).toEqual({ high: bar.high, low: bar.low });
  });
});
