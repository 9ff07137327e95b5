import { newYorkDate, newYorkTime, utcDate } from '../clock/new-york.ts';
import { divideHalfEven, formatNano, type Nano, ratio } from '../money/nano.ts';
import type { Market } from '../prices/market.ts';
import { equitiesAt } from './history.ts';
import type { Account } from './state.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** Lengths of a point's window by Alpaca's name, in minutes; a day is a session. */
const TIMEFRAMES = new Map([
  ['1Min', 1],
  ['5Min', 5],
  ['15Min', 15],
  ['1H', 60],
  ['1D', 1440],
]);

/** A window of the history: where it is labelled and when its equity is taken. */
interface Point {
  readonly labelMs: number;
  readonly endMs: number;
}

export interface HistoryRange {
  readonly startMs: number;
  readonly endMs: number;
  readonly timeframe: string;
  /** Whether points go on while the stock market is closed, as crypto does. */
  readonly continuous: boolean;
}

export function isTimeframe(text: string): boolean {
  return TIMEFRAMES.has(text);
}

/** Alpaca's choice when none is given. */
export function usualTimeframe(lengthMs: number): string {
  if (lengthMs < 7 * DAY) return '1Min';
  return lengthMs < 30 * DAY ? '15Min' : '1D';
}

/** Start of a period such as `1D`, `2W`, `3M`, `1A` that ends at `endMs`; undefined for anything else. */
export function periodStart(market: Market, period: string, endMs: number): number | undefined {
  const match = /^(\d{1,3})(D|W|M|A)$/.exec(period);
  const count = Number(match?.[1]);
  if (match === null || count === 0) return undefined;
  if (match[2] === 'D') {
    const { calendar } = market;
    return calendar.at(Math.max(0, calendar.lastOpened(endMs) - count + 1)).openMs;
  }
  const date = new Date(endMs);
  if (match[2] === 'W') date.setUTCDate(date.getUTCDate() - 7 * count);
  if (match[2] === 'M') date.setUTCMonth(date.getUTCMonth() - count);
  if (match[2] === 'A') date.setUTCFullYear(date.getUTCFullYear() - count);
  return newYorkTime(utcDate(date.getTime()), 0);
}

function* windows(fromMs: number, untilMs: number, lengthMs: number, endMs: number): Generator<Point> {
  for (let ms = fromMs; ms < Math.min(untilMs, endMs); ms += lengthMs) {
    yield { labelMs: ms, endMs: Math.min(ms + lengthMs, untilMs, endMs) };
  }
}

function* points(market: Market, range: HistoryRange): Generator<Point> {
  const { startMs, endMs, timeframe, continuous } = range;
  const minutes = TIMEFRAMES.get(timeframe) ?? 1440;
  if (continuous && minutes < 1440) {
    yield* windows(startMs, endMs, minutes * MINUTE, endMs);
    return;
  }
  for (const session of market.calendar.sessions) {
    if (session.closeMs <= startMs || session.openMs > endMs) continue;
    const end = Math.min(session.closeMs, endMs);
    if (minutes === 1440) yield { labelMs: newYorkTime(session.date, 0), endMs: end };
    else yield* windows(session.openMs, session.closeMs, minutes * MINUTE, endMs);
  }
}

/** How many points a range has at most, for refusing what would take long to compute. */
export function pointCount(range: HistoryRange): number {
  return (range.endMs - range.startMs) / ((TIMEFRAMES.get(range.timeframe) ?? 1440) * MINUTE);
}

function money(value: Nano): number {
  return Number(formatNano(value));
}

/** The equity curve: left-labelled windows, each with the equity at its end, and the profit since before the first. */
export function portfolioHistory(
  market: Market,
  account: Account,
  range: HistoryRange,
): Record<string, unknown> {
  const shown = [...points(market, range)];
  const first = shown[0]?.labelMs ?? range.endMs;
  const session = market.calendar.sessions.findLast(one => one.closeMs <= first) ?? market.calendar.first;
  const [base = 0n, ...equity] = equitiesAt(market, account, [
    session.closeMs,
    ...shown.map(point => point.endMs),
  ]);
  const percent = (value: Nano) => money(divideHalfEven(ratio(value, base), 1_000n) * 1_000n);
  return {
    timestamp: shown.map(point => Math.floor(point.labelMs / 1000)),
    equity: equity.map(money),
    profit_loss: equity.map(value => money(value - base)),
    profit_loss_pct: equity.map(value => percent(value - base)),
    base_value: money(base),
    base_value_asof: newYorkDate(session.closeMs),
    timeframe: range.timeframe,
  };
}
