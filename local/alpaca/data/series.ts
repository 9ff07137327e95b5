import { barView } from '../prices/bar.ts';
import { barsWithin } from '../prices/bars.ts';
import { STEP_SECONDS } from '../prices/day-path.ts';
import type { Tape } from '../prices/tape.ts';
import type { Timeframe } from '../prices/timeframe.ts';
import type { Item, Span } from './page.ts';

const STEP = STEP_SECONDS * 1000;

export type Direction = 'asc' | 'desc';

/** Bars of a span, up to the market's present. */
export function* barSeries(
  tape: Tape,
  timeframe: Timeframe,
  span: Span,
  nowMs: number,
  direction: Direction,
) {
  for (const bar of barsWithin(tape, { ...span, timeframe, nowMs, direction })) {
    yield { ms: bar.from, view: barView(tape.instrument, bar) };
  }
}

/**
 * One tick for every step of the price path that falls into a span, up to the market's present. (The exchange
 * quotes a price for every second; its history shows every fifteenth.)
 */
export function* tickSeries(
  tape: Tape,
  view: (tape: Tape, ms: number, stamp: number) => unknown,
  span: Span,
  nowMs: number,
  direction: Direction,
): Generator<Item> {
  const untilMs = Math.min(span.untilMs, nowMs);
  const first = Math.max(0, tape.periodIndexAt(span.fromMs));
  const last = tape.periodIndexAt(untilMs);
  for (let i = first; i <= last; i++) {
    const period = tape.period(direction === 'asc' ? i : first + last - i);
    if (period === undefined) continue;
    const low = Math.max(0, Math.ceil((span.fromMs - period.from) / STEP));
    const high = Math.floor((Math.min(untilMs, period.until - 1) - period.from) / STEP);
    for (let k = low; k <= high; k++) {
      const ms = period.from + (direction === 'asc' ? k : low + high - k) * STEP;
      yield { ms, view: view(tape, ms, ms) };
    }
  }
}
