import type { DocumentValue } from '@agenttrader/domain/documents/document';
import { lastPulse, pulseLease as storedLease } from '@agenttrader/domain/documents/operations';
import * as paths from '@agenttrader/domain/paths';
import { aheadMs } from '@agenttrader/domain/time/skew';
import type { Firestore } from 'firebase-admin/firestore';
import type { LeaseAnswer, LeaseResult, PulseLease, PulseSummary } from '../../pulse/ports.ts';

/**
 * The lease in `ops/pulse_lease`: the scheduler delivers at least once, and a delivery may be late. An
 * unreadable lease counts as none, since otherwise it would stop the heartbeat for good; so does one from a clock that was
 * ahead, which would stop it until time has caught up.
 */
export function pulseLease(db: Firestore): PulseLease {
  const lease = db.doc(paths.pulseLease());
  return {
    acquire({ scheduledAt, now, holder, leaseMs }) {
      return db.runTransaction<LeaseResult>(async transaction => {
        const { value: current } = storedLease.read((await transaction.get(lease)).data());
        const startedAt = current && new Date(current.expiresAt.getTime() - leaseMs);
        const wrongBy = aheadMs([current?.scheduledAt, startedAt], now);
        const answer = current && wrongBy === 0 ? refusalOf(current, scheduledAt, now) : undefined;
        if (answer) return { answer, clockAheadMs: 0 };
        const expiresAt = new Date(now.getTime() + leaseMs);
        transaction.set(lease, storedLease.write({ scheduledAt, holder, state: 'running', expiresAt }));
        return { answer: 'granted', clockAheadMs: wrongBy };
      });
    },

    async complete(holder, summary) {
      await db.runTransaction(async transaction => {
        const current = await transaction.get(lease);
        if (current.get(storedLease.names.holder) !== holder) return;
        transaction.update(lease, storedLease.writePart({ state: 'done' }));
        transaction.set(db.doc(paths.lastPulse()), summaryFields(summary));
      });
    },

    async release(holder) {
      await db.runTransaction(async transaction => {
        const current = await transaction.get(lease);
        if (current.get(storedLease.names.holder) === holder)
          transaction.update(lease, storedLease.writePart({ state: 'released' }));
      });
    },
  };
}

/** Why there is no lease for this time; undefined when there is. */
function refusalOf(
  current: DocumentValue<typeof storedLease>,
  scheduledAt: Date,
  now: Date,
): Exclude<LeaseAnswer, 'granted'> | undefined {
  if (current.state === 'running' && now < current.expiresAt) return 'held';
  if (scheduledAt < current.scheduledAt) return 'stale';
  const same = scheduledAt.getTime() === current.scheduledAt.getTime();
  return current.state === 'done' && same ? 'already_done' : undefined;
}

const summaryFields = ({ finishedAt, ...summary }: PulseSummary) =>
  lastPulse.write({ ...summary, timestamp: finishedAt });
