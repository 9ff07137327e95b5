import { isBelievable } from '../time/skew.ts';

/** How old the figures of an account are, told from when they were read and not from the connection. */
export const FRESHNESS = ['fresh', 'delayed', 'stale', 'never'] as const;
export type Freshness = (typeof FRESHNESS)[number];

/** Up to this age, in milliseconds, a snapshot counts as fresh: a pulse comes every minute, and one may be late. */
const FRESH_FOR_MS = 2 * 60_000;
/** Up to this age, in milliseconds, it counts as delayed; older ones are stale. */
const DELAYED_FOR_MS = 5 * 60_000;

/**
 * How fresh a snapshot of `syncedAt` is at `now`. One from the future counts as fresh as far as clocks differ, and as
 * stale beyond: its age cannot be told.
 *
 * @param syncedAt null when there has never been a sync
 */
export function freshnessOf(syncedAt: Date | null, now: Date): Freshness {
  if (syncedAt === null) return 'never';
  if (!isBelievable(syncedAt, now)) return 'stale';
  const age = now.getTime() - syncedAt.getTime();
  if (age <= FRESH_FOR_MS) return 'fresh';
  return age <= DELAYED_FOR_MS ? 'delayed' : 'stale';
}
