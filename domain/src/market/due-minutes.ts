import { clockInNewYork } from './new-york.ts';
import { tradingDay } from './trading-days.ts';

const MINUTE_MS = 60_000;
const OPEN_MINUTE = 9 * 60 + 30;
const CLOSE_MINUTES = { regular: 16 * 60, early_close: 13 * 60 } as const;

/** How many minutes may lie between two syncs of everybody while the market is closed. */
export const CLOSED_MARKET_MINUTES = { least: 1, most: 60 } as const;

/** What is due in a minute. */
export interface DueMinute {
  /** Whether the New York Stock Exchange's regular session has begun and is not over. */
  readonly marketOpen: boolean;
  /** Whether every tenant is due; in the others only those who hold or trade what is traded around the clock. */
  readonly forEverybody: boolean;
}

/**
 * What is due in a minute. While the market is open, and in the minute of its close, so that the day's last marks are those
 * of the close, everybody is. Else everybody is in each `closedMinutes`th minute, counted from the epoch. Where that is every
 * minute, no minute differs from those of an open market: so the local stack says that its replay never closes.
 *
 * @param closedMinutes how many minutes lie between two syncs of everybody while the market is closed, within `CLOSED_MARKET_MINUTES`
 */
export function dueIn(at: Date, closedMinutes: number): DueMinute {
  if (closedMinutes === 1) return { marketOpen: true, forEverybody: true };
  const { date, minute } = clockInNewYork(at);
  const day = tradingDay(date);
  const close = day === 'closed' ? OPEN_MINUTE : CLOSE_MINUTES[day];
  const marketOpen = minute >= OPEN_MINUTE && minute < close;
  const closes = day !== 'closed' && minute === close;
  const nth = Math.floor(at.getTime() / MINUTE_MS) % closedMinutes === 0;
  return { marketOpen, forEverybody: marketOpen || closes || nth };
}

/**
 * The first minute after this one in which everybody is due.
 *
 * @param closedMinutes as `dueIn` takes it
 */
export function nextMinuteForEverybody(at: Date, closedMinutes: number): Date {
  const minute = Math.floor(at.getTime() / MINUTE_MS);
  let next = minute + 1;
  while (!dueIn(new Date(next * MINUTE_MS), closedMinutes).forEverybody) next += 1;
  return new Date(next * MINUTE_MS);
}
