import { CLOSED_MARKET_MINUTES } from '../market/due-minutes.ts';
import { isBelievable, laterOf, MAX_SKEW_MS } from '../time/skew.ts';

/** How old the figures of an account are, told from when they were read and not from the connection. */
export const FRESHNESS = ['fresh', 'delayed', 'stale', 'never'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** A pulse comes every minute, in milliseconds, unless a snapshot says that the next one is due later. */
export const PULSE_MS = 60_000;
/** The longest that a snapshot can say so for. What is due later still was written by a clock that was wrong. */
const LONGEST_MS = CLOSED_MARKET_MINUTES.most * 60_000 + MAX_SKEW_MS;
/** Up to this long after they were due, new figures are merely under way: one pulse may be late. */
const FRESH_FOR_MS = 60_000;
/** Up to this long they are delayed; figures that were due earlier are stale. */
const DELAYED_FOR_MS = 4 * 60_000;

/** A snapshot's own word on when the broker was asked last, and on when it is asked again. */
export interface SyncTimes {
  readonly syncedAt: Date;
  /** When it was last asked in vain; null where no error stands. */
  readonly failedAt: Date | null;
  /** Null where that is not said. */
  readonly dueAt: Date | null;
}

/**
 * How long figures are meant to stand, in milliseconds: from one attempt to the next, and never shorter than a minute. A
 * sync that failed says, too, when the next one is due, and makes no figure younger.
 */
export function intervalOf({ syncedAt, failedAt, dueAt }: SyncTimes): number {
  if (dueAt === null) return PULSE_MS;
  const stated = dueAt.getTime() - laterOf(syncedAt, failedAt ?? undefined).getTime();
  return stated > LONGEST_MS ? PULSE_MS : Math.max(stated, PULSE_MS);
}

/**
 * Whether the sync said that nothing is to be found out for a while, as while the market is closed. Two clocks that are in
 * order make no such pause of a minute.
 */
export const isPause = (times: SyncTimes): boolean => intervalOf(times) > PULSE_MS + MAX_SKEW_MS;

/**
 * How fresh figures of `at` are at `now`. Ones from the future count as fresh as far as clocks differ, and as stale
 * beyond: their age cannot be told.
 *
 * @param at null when there has never been a sync
 * @param intervalMs how long they are meant to stand, as `intervalOf` tells
 */
export function freshnessOf(at: Date | null, now: Date, intervalMs: number = PULSE_MS): Freshness {
  if (at === null) return 'never';
  if (!isBelievable(at, now)) return 'stale';
  const lateFor = now.getTime() - at.getTime() - intervalMs;
  if (lateFor <= FRESH_FOR_MS) return 'fresh';
  return lateFor <= DELAYED_FOR_MS ? 'delayed' : 'stale';
}
