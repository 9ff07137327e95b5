import { isBelievable } from '@agenttrader/domain/time/skew';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { SignalPorts, SignalSnapshot } from './ports.ts';

/** The oldest snapshot that a signal may be computed from, in milliseconds. */
const MAX_SNAPSHOT_AGE_MS = 5 * 60_000;

const refusal = (message: string): UserFacingError => new UserFacingError('failed-precondition', message);

/**
 * The tenant's snapshot, if it is of the last five minutes.
 *
 * @throws UserFacingError `failed-precondition` with what to do
 */
export async function readFreshSnapshot(
  uid: string,
  { snapshots, clock }: Pick<SignalPorts, 'snapshots' | 'clock'>,
): Promise<SignalSnapshot> {
  const snapshot = await snapshots.read(uid);
  if (snapshot === 'missing') {
    throw refusal(
      'Missing account snapshot: your account has not been synced yet. Connect your broker if you have not, sync your account, and ask again.',
    );
  }
  if (snapshot === 'unreadable') {
    throw refusal('Unreadable account snapshot: sync your account to replace it, and ask again.');
  }
  const now = clock.now();
  if (now.getTime() - snapshot.syncedAt.getTime() > MAX_SNAPSHOT_AGE_MS) {
    throw refusal('Stale account snapshot: it is older than 5 minutes. Sync your account and ask again.');
  }
  if (!isBelievable(snapshot.syncedAt, now)) {
    throw refusal('Stale account snapshot: its time lies in the future. Sync your account and ask again.');
  }
  return snapshot;
}
