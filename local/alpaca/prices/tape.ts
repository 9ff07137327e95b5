import type { TradingCalendar } from '../clock/calendar.ts';
import { newYorkTime, utcDate, utcMidnight } from '../clock/new-york.ts';
import type { DailyBar } from './daily-bar.ts';
import { DayPath } from './day-path.ts';
import type { Instrument } from './instruments.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;
/** Midnight in Chicago, where Alpaca's crypto days begin, is one in the morning in New York. */
const CRYPTO_DAY_MINUTE = 60;
/** Paths held in memory per instrument; any other is recomputed in well under a millisecond. */
const CACHED_PATHS = 24;

/** One trading day on an instrument's timeline: from inclusive, until exclusive, epoch milliseconds. */
export interface Period {
  readonly index: number;
  readonly from: number;
  readonly until: number;
  readonly bar: DailyBar;
}

/** Everything that one instrument ever traded at, as a pure function of market time. */
export class Tape {
  readonly instrument: Instrument;
  readonly #bars: readonly DailyBar[];
  readonly #calendar: TradingCalendar;
  readonly #seed: number;
  readonly #paths = new Map<number, DayPath>();

  /** @param bars one per session of the calendar for a stock, one per calendar day for crypto. */
  constructor(instrument: Instrument, bars: readonly DailyBar[], calendar: TradingCalendar, seed: number) {
    this.instrument = instrument;
    this.#bars = bars;
    this.#calendar = calendar;
    this.#seed = seed;
  }

  get periodCount(): number {
    return this.#bars.length;
  }

  period(index: number): Period | undefined {
    const bar = this.#bars[index];
    if (bar === undefined) return undefined;
    if (this.instrument.assetClass === 'us_equity') {
      const session = this.#calendar.at(index);
      return { index, from: session.openMs, until: session.closeMs, bar };
    }
    const from = newYorkTime(bar.date, CRYPTO_DAY_MINUTE);
    const until = newYorkTime(utcDate(utcMidnight(bar.date) + DAY), CRYPTO_DAY_MINUTE);
    return { index, from, until, bar };
  }

  /** Index of the last period that began at or before `ms`; -1 before the first. */
  periodIndexAt(ms: number): number {
    if (this.instrument.assetClass === 'us_equity') return this.#calendar.lastOpened(ms);
    const first = this.#bars[0];
    if (first === undefined) return -1;
    const guess = Math.floor((ms - newYorkTime(first.date, CRYPTO_DAY_MINUTE)) / DAY);
    // Daylight saving shifts days by an hour, so the guess may be one off.
    for (let index = Math.min(guess + 1, this.#bars.length - 1); index >= 0; index--) {
      const period = this.period(index);
      if (period !== undefined && period.from <= ms) return index;
    }
    return -1;
  }

  /** The day's second-by-second prices. */
  path(period: Period): DayPath {
    let path = this.#paths.get(period.index);
    if (path === undefined) {
      const minutes = (period.until - period.from) / MINUTE;
      path = new DayPath(
        period.bar,
        minutes,
        `${this.#seed}/day/${this.instrument.symbol}/${period.bar.date}`,
      );
    } else {
      this.#paths.delete(period.index);
    }
    this.#paths.set(period.index, path);
    if (this.#paths.size > CACHED_PATHS) {
      for (const oldest of this.#paths.keys()) {
        this.#paths.delete(oldest);
        break;
      }
    }
    return path;
  }

  /** The last trade's price in ticks: within a trading day to the second, else the close before. */
  priceAt(ms: number): number {
    const period = this.period(this.periodIndexAt(ms));
    if (period === undefined) return this.#bars[0]?.open ?? 0;
    if (ms >= period.until) return period.bar.close;
    return this.path(period).priceAt(Math.floor((ms - period.from) / 1000));
  }

  /** The close of the trading day before the one that `ms` falls in; on the first day, its open. */
  previousCloseAt(ms: number): number {
    const index = this.periodIndexAt(ms);
    return this.#bars[index - 1]?.close ?? this.#bars[0]?.open ?? 0;
  }

  /** Whether the instrument trades at `ms`. */
  tradesAt(ms: number): boolean {
    const period = this.period(this.periodIndexAt(ms));
    return period !== undefined && ms < period.until;
  }
}
