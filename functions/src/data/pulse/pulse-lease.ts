import type { DocumentValue } from '@agenttrader/domain/documents/document';
import { pulseLease as storedLease } from '@agenttrader/domain/documents/operations';
import * as paths from '@agenttrader/domain/paths';
import { aheadMs } from '@agenttrader/domain/time/skew';
import type { Firestore } from 'firebase-admin/firestore';
import type { LeaseAnswer, LeaseResult, PulseLease } from '../../pulse/ports.ts';

/**
 * The lease in `ops/pulse_lease`: the scheduler delivers at least once, and a delivery may be late. A later minute's pulse
 * takes it over, whatever became of the one before. An unreadable lease counts as none, since otherwise it would stop the
 * heartbeat for good; so does one from a clock that was ahead, which would stop it until time has caught up.
 */
export function pulseLease(db: Firestore): PulseLease {
  const lease = db.doc(paths.pulseLease());
  const change = (holder: string, fields: Parameters<typeof storedLease.writePart>[0]): Promise<boolean> =>
    db.runTransaction(async transaction => {
      const current = await transaction.get(lease);
      if (current.get(storedLease.names.holder) !== holder) return false;
      transaction.update(lease, storedLease.writePart(fields));
      return true;
    });
  return {
    acquire({ scheduledAt, now: askNow, holder, leaseMs }) {
      return db.runTransaction<LeaseResult>(async transaction => {
        const { value: current } = storedLease.read((await transaction.get(lease)).data());
        // Asked by each attempt: to a time of before a long wait, whatever was stored meanwhile would seem to be ahead.
        const now = askNow();
        const renewedAt = current && new Date(current.expiresAt.getTime() - leaseMs);
        const clockAheadMs = aheadMs([current?.scheduledAt, renewedAt], now);
        const believed = clockAheadMs === 0 ? current : undefined;
        const answer = believed && refusalOf(believed, scheduledAt, now);
        if (answer) return { answer, clockAheadMs: 0, unfinished: undefined };
        const expiresAt = new Date(now.getTime() + leaseMs);
        transaction.set(lease, storedLease.write({ scheduledAt, holder, state: 'running', expiresAt }));
        return {
          answer: 'granted',
          clockAheadMs,
          unfinished: believed && unfinishedBefore(believed, scheduledAt),
        };
      });
    },
    renew: (holder, expiresAt) => change(holder, { expiresAt }),
    async end(holder, state) {
      await change(holder, { state });
    },
  };
}

type StoredLease = DocumentValue<typeof storedLease>;

/** Why there is no lease for this time; undefined when there is. */
function refusalOf(
  current: StoredLease,
  scheduledAt: Date,
  now: Date,
): Exclude<LeaseAnswer, 'granted'> | undefined {
  if (scheduledAt < current.scheduledAt) return 'stale';
  if (scheduledAt > current.scheduledAt) return undefined;
  if (current.state === 'done' || current.state === 'fanned_out') return 'already_done';
  return current.state === 'running' && now < current.expiresAt ? 'held' : undefined;
}

/** The minute of the lease, where its pulse did not see all tenants to the end itself. */
const unfinishedBefore = (current: StoredLease, scheduledAt: Date): Date | undefined =>
  current.scheduledAt < scheduledAt && current.state !== 'done' ? current.scheduledAt : undefined;
