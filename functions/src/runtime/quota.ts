import { UserFacingError } from './user-facing-error.ts';

/**
 * Counts what a tenant does on one UTC day. A count is taken before the work is done, so that requests at the
 * same moment cannot slip under the limit together.
 */
export interface UsageQuota {
  /** `contended`: too many requests of this tenant at the same moment to tell; nothing was counted. */
  take(uid: string, limit: number, now: Date): Promise<'taken' | 'exhausted' | 'contended'>;
}

/**
 * Counts one more use, or refuses.
 *
 * @param used what the tenant has used up, as in "You have opened your 500 trades of today."
 * @throws UserFacingError `resource-exhausted` or `aborted`
 */
export async function takeOrRefuse(
  quota: UsageQuota,
  uid: string,
  limit: number,
  now: Date,
  used: string,
): Promise<void> {
  switch (await quota.take(uid, limit, now)) {
    case 'taken':
      return;
    case 'exhausted':
      throw usedUp(used);
    case 'contended':
      throw collided();
  }
}

/** Refuses what the day's count has no room for. @param used as in "You have opened your 500 trades of today." */
export const usedUp = (used: string): UserFacingError =>
  new UserFacingError('resource-exhausted', `${used} The count starts over at midnight UTC.`);

/** Refuses a request that could not be counted beside others of the same tenant. */
export const collided = (): UserFacingError =>
  new UserFacingError(
    'aborted',
    'Too many of your requests arrived at the same moment. Try again in a few seconds.',
  );
