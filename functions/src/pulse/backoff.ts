import { parksUntilNewKeys, type SyncErrorCode } from '@agenttrader/domain/accounts/sync-error';
import { isBelievable } from '@agenttrader/domain/time/skew';
import type { StandingError, TenantState } from './ports.ts';

const MINUTE_MS = 60_000;
const LONGEST_BACKOFF_MS = 15 * MINUTE_MS;

/** What takes the broker longer than this keeps others waiting, where they do not have room of their own. */
const SLOW_AFTER_MS = 3_000;
/** After so many slow syncs in a row a tenant is asked about more rarely. */
const SLOW_SYNCS_BEFORE_REST = 3;
/** How long a tenant rests then, in milliseconds, less what two pulses differ by. */
const SLOW_REST_MS = 5 * MINUTE_MS - 30_000;

/** An id that stands for "there was no connection". */
const NO_KEYS = 'none';

/**
 * The error to record after one more failure.
 *
 * Refused keys park the tenant; a limit is honoured as long as the broker says; anything else is tried
 * again the next minute, and from the second failure on after 1, 2, 4, … at most 15 minutes.
 *
 * @param retryAfterMs how long the broker asked us to wait, where it did
 */
export function nextError(
  code: SyncErrorCode,
  state: TenantState,
  now: Date,
  retryAfterMs: number | undefined,
): StandingError {
  const consecutiveFailures = (state.standingError?.consecutiveFailures ?? 0) + 1;
  if (parksUntilNewKeys(code)) {
    const parkedVersion = state.connection?.id ?? NO_KEYS;
    return { code, at: now, consecutiveFailures, retryAt: undefined, parkedVersion };
  }
  const waitMs = retryAfterMs ?? backoffMs(consecutiveFailures);
  const retryAt = waitMs > 0 ? new Date(now.getTime() + waitMs) : undefined;
  return { code, at: now, consecutiveFailures, retryAt, parkedVersion: undefined };
}

/** 0 after the first failure, then 1, 2, 4, 8 and at most 15 minutes, in milliseconds. */
export function backoffMs(consecutiveFailures: number): number {
  if (consecutiveFailures < 2) return 0;
  return Math.min(MINUTE_MS * 2 ** Math.min(consecutiveFailures - 2, 10), LONGEST_BACKOFF_MS);
}

/** How many slow syncs in a row there are after one more that took so long, in milliseconds. */
export const slowSyncsAfter = ({ slowSyncs }: TenantState, tookMs: number): number =>
  tookMs > SLOW_AFTER_MS ? slowSyncs + 1 : 0;

/** Whether the last sync failed or was slow: such a tenant waits in room of its own. */
export const isTroubled = ({ standingError, slowSyncs }: TenantState): boolean =>
  standingError !== undefined || slowSyncs > 0;

/** Whether a tenant whose broker is always slow has been synced lately enough. */
export const rests = ({ slowSyncs }: TenantState, snapshotAt: Date | undefined, now: Date): boolean =>
  slowSyncs >= SLOW_SYNCS_BEFORE_REST &&
  snapshotAt !== undefined &&
  now.getTime() - snapshotAt.getTime() < SLOW_REST_MS;

/** Whether `error` still forbids asking the broker at `now`. One that cannot be of its time makes nobody wait. */
export function standsInTheWay(
  error: StandingError,
  state: TenantState,
  now: Date,
): 'parked' | 'backing_off' | undefined {
  if (error.parkedVersion !== undefined) {
    return error.parkedVersion === (state.connection?.id ?? NO_KEYS) ? 'parked' : undefined;
  }
  const waits = error.retryAt !== undefined && now < error.retryAt && isBelievable(error.at, now);
  return waits ? 'backing_off' : undefined;
}
