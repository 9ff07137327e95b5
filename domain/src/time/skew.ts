/** How far two clocks that are in order may differ, in milliseconds. */
export const MAX_SKEW_MS = 60_000;

/**
 * Whether a stored time can be true. One that lies further ahead of the clock than clocks differ was written by a clock
 * that was wrong, or this clock is: it must not decide anything, or everything would wait until time has caught up.
 */
export const isBelievable = (stored: Date, now: Date): boolean =>
  stored.getTime() - now.getTime() <= MAX_SKEW_MS;

/** The stored time; undefined where it cannot be true. */
export const believed = (stored: Date | undefined, now: Date): Date | undefined =>
  stored && isBelievable(stored, now) ? stored : undefined;

/** How far the farthest of the stored times that cannot be true lies ahead, in milliseconds; 0 where all can be. */
export function aheadMs(stored: readonly (Date | undefined)[], now: Date): number {
  const wrong = stored.flatMap(time =>
    time && !isBelievable(time, now) ? [time.getTime() - now.getTime()] : [],
  );
  return Math.max(0, ...wrong);
}

/** The later of two times. */
export const laterOf = (one: Date, other: Date | undefined): Date => (other && other > one ? other : one);
