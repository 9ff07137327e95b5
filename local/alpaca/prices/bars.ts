import { newYorkTime } from '../clock/new-york.ts';
import { type Bar, join, weightedPrice } from './bar.ts';
import type { Period, Tape } from './tape.ts';
import { dateBucket, type Timeframe } from './timeframe.ts';

const MINUTE = 60_000;
const CRYPTO_DAY_MINUTE = 60;

/** What part of the tape to show as bars. Bars count by their start; both ends inclusive. */
export interface BarRange {
  readonly timeframe: Timeframe;
  readonly fromMs: number;
  readonly untilMs: number;
  /** The market's present: nothing after it is known yet. */
  readonly nowMs: number;
  readonly direction: 'asc' | 'desc';
}

/** The bar of a whole minute of a period. */
function minuteBar(tape: Tape, period: Period, index: number): Bar {
  const minute = tape.path(period).minute(index);
  return { from: period.from + index * MINUTE, ...minute, weighted: weightedPrice(minute) };
}

/** Minutes of a period that are over. */
function minutesDone(period: Period, nowMs: number): number {
  return Math.floor((Math.min(nowMs, period.until) - period.from) / MINUTE);
}

/** A period's bars of so many minutes, counted from the day's midnight; ascending, made of the minutes that are over. */
function intradayBars(tape: Tape, period: Period, minutes: number, nowMs: number): Bar[] {
  const bars: Bar[] = [];
  const done = minutesDone(period, nowMs);
  const origin = dayStart(tape, period.bar.date);
  const length = minutes * MINUTE;
  for (let i = 0; i < done; i++) {
    const minute = minuteBar(tape, period, i);
    const from = origin + Math.floor((minute.from - origin) / length) * length;
    const last = bars.at(-1);
    if (last !== undefined && last.from === from) bars[bars.length - 1] = join(last, minute);
    else bars.push({ ...minute, from });
  }
  return bars;
}

/** Where a period's daily bar starts: midnight in New York for stocks, in Chicago for crypto. */
function dayStart(tape: Tape, date: string): number {
  return newYorkTime(date, tape.instrument.assetClass === 'crypto' ? CRYPTO_DAY_MINUTE : 0);
}

/** A period as one bar, up to the present second while it lasts. */
export function dayBar(tape: Tape, period: Period, nowMs: number): Bar {
  const from = dayStart(tape, period.bar.date);
  if (nowMs >= period.until) return { from, ...period.bar, weighted: weightedPrice(period.bar) };
  const path = tape.path(period);
  const second = Math.floor((nowMs - period.from) / 1000);
  const { high, low } = path.rangeUntil(second);
  const volume = path.volumeBefore(minutesDone(period, nowMs));
  const bar = { open: period.bar.open, high, low, close: path.priceAt(second), volume };
  return { from, ...bar, weighted: weightedPrice(bar) };
}

function* periodsWithin(tape: Tape, range: BarRange): Generator<Period> {
  const first = Math.max(0, tape.periodIndexAt(range.fromMs));
  const last = tape.periodIndexAt(Math.min(range.untilMs, range.nowMs));
  for (let i = first; i <= last; i++) {
    const index = range.direction === 'asc' ? i : first + last - i;
    const period = tape.period(index);
    if (period !== undefined && period.from <= range.nowMs) yield period;
  }
}

function* longBars(tape: Tape, range: BarRange): Generator<Bar> {
  // A week or month that starts within the range may have its first session later, and the last may end later.
  const { timeframe } = range;
  const margin = { day: 1, week: 8, month: 32 * timeframe.count, minute: 1 }[timeframe.unit] * 1440 * MINUTE;
  const wide = { ...range, fromMs: range.fromMs - margin, untilMs: range.untilMs + margin };
  let current: Bar | undefined;
  for (const period of periodsWithin(tape, wide)) {
    const day = dayBar(tape, period, range.nowMs);
    const from = dayStart(tape, dateBucket(timeframe, period.bar.date));
    if (current?.from === from) {
      current = range.direction === 'asc' ? join(current, day) : { ...join(day, current), from };
      continue;
    }
    if (current !== undefined) yield current;
    current = { ...day, from };
  }
  if (current !== undefined) yield current;
}

/** The bars of a range, lazily, in its direction. */
export function* barsWithin(tape: Tape, range: BarRange): Generator<Bar> {
  const within = (bar: Bar) => bar.from >= range.fromMs && bar.from <= range.untilMs;
  if (range.timeframe.unit !== 'minute') {
    for (const bar of longBars(tape, range)) if (within(bar)) yield bar;
    return;
  }
  // A bar may start before its session does (09:00 for an opening at 09:30), so look a bar further.
  const wide = { ...range, untilMs: range.untilMs + range.timeframe.count * MINUTE };
  for (const period of periodsWithin(tape, wide)) {
    const bars = intradayBars(tape, period, range.timeframe.count, range.nowMs);
    if (range.direction === 'desc') bars.reverse();
    for (const bar of bars) if (within(bar)) yield bar;
  }
}

/** The last whole minute up to the present. */
export function latestMinuteBar(tape: Tape, nowMs: number): Bar | undefined {
  const index = tape.periodIndexAt(nowMs);
  const period = tape.period(index);
  if (period === undefined) return undefined;
  const done = minutesDone(period, nowMs);
  if (done > 0) return minuteBar(tape, period, done - 1);
  const before = tape.period(index - 1);
  return before === undefined ? undefined : minuteBar(tape, before, minutesDone(before, nowMs) - 1);
}
