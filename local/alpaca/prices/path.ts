import type { DailyBar } from './daily-bar.ts';
import { gaussian, type Random } from './random.ts';

/** Chance that a rising day visits its low before its high, and a falling one its high before its low. */
const USUAL_ORDER = 0.7;

/** Folds a number into [low, high] by reflecting it at the ends as often as it takes. */
function reflect(value: number, low: number, high: number): number {
  const range = high - low;
  if (range === 0) return low;
  const offset = (((value - low) % (2 * range)) + 2 * range) % (2 * range);
  return low + (offset > range ? 2 * range - offset : offset);
}

/** A random walk from one fixed point to another, kept inside the day's range. */
function bridge(
  path: Int32Array,
  from: number,
  to: number,
  bar: DailyBar,
  sigma: number,
  random: Random,
): void {
  const start = path[from] ?? 0;
  const rise = (path[to] ?? 0) - start;
  const length = to - from;
  const walk = new Float64Array(length + 1);
  for (let i = 1; i <= length; i++) walk[i] = (walk[i - 1] ?? 0) + gaussian(random);
  const drift = (walk[length] ?? 0) / length;
  for (let i = 1; i < length; i++) {
    const value = start + (rise * i) / length + sigma * ((walk[i] ?? 0) - drift * i);
    path[from + i] = Math.round(reflect(value, bar.low, bar.high));
  }
}

/**
 * A day's prices in ticks at `steps + 1` equally spaced instants: starts at the open, ends at the close,
 * touches high and low, never leaves the range between them.
 * @param steps at least 3, so that high and low find room between open and close.
 */
export function intradayPath(bar: DailyBar, steps: number, random: Random): Int32Array {
  const path = new Int32Array(steps + 1);
  const a = 1 + Math.floor(random() * (steps - 1));
  const other = 1 + Math.floor(random() * (steps - 2));
  const b = other >= a ? other + 1 : other;
  const lowFirst = bar.close >= bar.open === random() < USUAL_ORDER;
  const [lowAt, highAt] = lowFirst === a < b ? [a, b] : [b, a];
  path[0] = bar.open;
  path[steps] = bar.close;
  path[lowAt] = bar.low;
  path[highAt] = bar.high;
  const sigma = (bar.high - bar.low) / (2.5 * Math.sqrt(steps));
  const anchors = [0, Math.min(a, b), Math.max(a, b), steps];
  for (let i = 0; i < 3; i++) bridge(path, anchors[i] ?? 0, anchors[i + 1] ?? 0, bar, sigma, random);
  return path;
}
