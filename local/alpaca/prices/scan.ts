import { STEP_SECONDS } from './day-path.ts';
import type { Period, Tape } from './tape.ts';

/** A condition on the last price in ticks that, once true while the price moves on in its direction, stays true. */
export interface Crossing {
  /** Where the price has to go for the condition to become true. */
  readonly direction: 'up' | 'down';
  readonly reached: (price: number) => boolean;
}

/** The seconds of a period that fall within [fromMs, untilMs], counted from the period's start. */
export function secondsWithin(
  period: Period,
  fromMs: number,
  untilMs: number,
): [first: number, last: number] {
  const first = Math.max(0, Math.ceil((fromMs - period.from) / 1000));
  const last = Math.min(Math.floor((untilMs - period.from) / 1000), (period.until - period.from) / 1000 - 1);
  return [first, last];
}

function firstSecond(
  tape: Tape,
  period: Period,
  first: number,
  last: number,
  crossing: Crossing,
): number | undefined {
  const path = tape.path(period);
  for (let step = Math.floor(first / STEP_SECONDS); step * STEP_SECONDS <= last; step++) {
    const a = path.point(step);
    const b = path.point(step + 1);
    if (!crossing.reached(crossing.direction === 'up' ? Math.max(a, b) : Math.min(a, b))) continue;
    const end = Math.min(last, (step + 1) * STEP_SECONDS - 1);
    for (let second = Math.max(first, step * STEP_SECONDS); second <= end; second++) {
      if (crossing.reached(path.priceAt(second))) return second;
    }
  }
  return undefined;
}

/**
 * The first whole second within [fromMs, untilMs] at which the instrument trades and the condition holds, in
 * epoch milliseconds. Days that stay out of reach are passed over by their high and low.
 */
export function firstCrossing(
  tape: Tape,
  crossing: Crossing,
  fromMs: number,
  untilMs: number,
): number | undefined {
  let index = Math.max(0, tape.periodIndexAt(fromMs));
  for (let period = tape.period(index); period !== undefined; period = tape.period(++index)) {
    if (period.from > untilMs) return undefined;
    const [first, last] = secondsWithin(period, fromMs, untilMs);
    if (first > last) continue;
    if (!crossing.reached(crossing.direction === 'up' ? period.bar.high : period.bar.low)) continue;
    const second = firstSecond(tape, period, first, last, crossing);
    if (second !== undefined) return period.from + second * 1000;
  }
  return undefined;
}
