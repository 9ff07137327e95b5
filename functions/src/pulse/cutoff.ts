import type { Cutoff } from './lanes.ts';

const START_MS = 50_000;
const CUT_MS = 56_000;
const LEAVE_MS = 58_000;
/** A pulse that is delivered later than this has no time left in its own minute. */
const CATCH_UP_MS = 40_000;

/**
 * When a minute's work ends, so that it is over before the next one begins. A pulse that was delivered very late gets as
 * much time as any: it may be the only one, and the next minute's takes its lease over.
 */
export function cutoffOf(scheduledAt: Date, startedAt: Date): Cutoff {
  const lateMs = startedAt.getTime() - scheduledAt.getTime();
  const from = (lateMs >= 0 && lateMs < CATCH_UP_MS ? scheduledAt : startedAt).getTime();
  return cutoffFrom(new Date(from + START_MS));
}

/** The same, told from the first of its times. */
export function cutoffFrom(startBefore: Date): Cutoff {
  const from = startBefore.getTime() - START_MS;
  return { startBefore, cutAt: new Date(from + CUT_MS), leaveAt: new Date(from + LEAVE_MS) };
}
