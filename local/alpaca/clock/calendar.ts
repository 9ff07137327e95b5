import { tradingDay } from '@agenttrader/domain/market/trading-days';
import { addDays, newYorkTime, weekday } from './new-york.ts';

const OPEN_MINUTE = 9 * 60 + 30;
const CLOSE_MINUTE = 16 * 60;
const EARLY_CLOSE_MINUTE = 13 * 60;

/** One regular session. Open is inclusive, close exclusive; both in epoch milliseconds of market time. */
export interface TradingSession {
  readonly index: number;
  readonly date: string;
  readonly openMs: number;
  readonly closeMs: number;
}

/** The regular sessions of a list of ascending trading dates. */
export class TradingCalendar {
  readonly sessions: readonly TradingSession[];
  readonly #openTimeBefore: number[] = [];

  /** @param dates ascending `YYYY-MM-DD`; at least two. */
  constructor(dates: readonly string[]) {
    this.sessions = dates.map((date, index) => ({
      index,
      date,
      openMs: newYorkTime(date, OPEN_MINUTE),
      closeMs: newYorkTime(date, tradingDay(date) === 'early_close' ? EARLY_CLOSE_MINUTE : CLOSE_MINUTE),
    }));
    let total = 0;
    for (const session of this.sessions) {
      this.#openTimeBefore.push(total);
      total += session.closeMs - session.openMs;
    }
  }

  /** The session with an index. @throws RangeError outside the calendar. */
  at(index: number): TradingSession {
    const session = this.sessions[index];
    if (session === undefined) throw new RangeError(`no session ${index}`);
    return session;
  }

  get first(): TradingSession {
    return this.at(0);
  }

  get last(): TradingSession {
    return this.at(this.sessions.length - 1);
  }

  /** Index of the last session that opened at or before `ms`; -1 before the first. */
  lastOpened(ms: number): number {
    let low = 0;
    let high = this.sessions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.at(middle).openMs <= ms) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The session that is open at `ms`, if one is. */
  openAt(ms: number): TradingSession | undefined {
    const session = this.sessions[this.lastOpened(ms)];
    return session !== undefined && ms < session.closeMs ? session : undefined;
  }

  /** The first session that opens after `ms`; past the end of the data, the next weekday's regular hours. */
  nextAfter(ms: number): TradingSession {
    const index = this.lastOpened(ms) + 1;
    const known = this.sessions[index];
    if (known !== undefined) return known;
    let date = addDays(this.last.date, 1);
    while (weekday(date) % 6 === 0 || newYorkTime(date, OPEN_MINUTE) <= ms) date = addDays(date, 1);
    return {
      index,
      date,
      openMs: newYorkTime(date, OPEN_MINUTE),
      closeMs: newYorkTime(date, CLOSE_MINUTE),
    };
  }

  /** Milliseconds of open market between the first open and `ms`; time in a closed market counts as the next open. */
  toOpenTime(ms: number): number {
    const index = this.lastOpened(ms);
    const session = this.sessions[index];
    if (session === undefined) return 0;
    const length = session.closeMs - session.openMs;
    return (this.#openTimeBefore[index] ?? 0) + Math.min(ms - session.openMs, length);
  }

  /** The instant at which that much open market has gone by: the inverse of {@link toOpenTime}. */
  fromOpenTime(openTime: number): number {
    let low = 0;
    let high = this.sessions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#openTimeBefore[middle] ?? 0) <= openTime) low = middle + 1;
      else high = middle;
    }
    const index = Math.max(0, low - 1);
    return this.at(index).openMs + (openTime - (this.#openTimeBefore[index] ?? 0));
  }
}
