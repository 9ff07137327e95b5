import * as paths from '@agenttrader/domain/paths';
import { aheadMs } from '@agenttrader/domain/time/skew';
import { type Firestore, Timestamp } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { LeaseAnswer, LeaseResult, PulseLease, PulseSummary } from '../pulse/ports.ts';
import { timestampSchema } from './timestamp-schema.ts';

const leaseSchema = z.object({
  scheduled_at: timestampSchema,
  holder: z.string(),
  state: z.enum(['running', 'done', 'released']),
  expires_at: timestampSchema,
});

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
        const { data: current } = leaseSchema.safeParse((await transaction.get(lease)).data());
        const startedAt = current && new Date(current.expires_at.getTime() - leaseMs);
        const wrongBy = aheadMs([current?.scheduled_at, startedAt], now);
        const answer = current && wrongBy === 0 ? refusalOf(current, scheduledAt, now) : undefined;
        if (answer) return { answer, clockAheadMs: 0 };
        transaction.set(lease, {
          scheduled_at: Timestamp.fromDate(scheduledAt),
          holder,
          state: 'running',
          expires_at: Timestamp.fromMillis(now.getTime() + leaseMs),
        });
        return { answer: 'granted', clockAheadMs: wrongBy };
      });
    },

    async complete(holder, summary) {
      await db.runTransaction(async transaction => {
        const current = await transaction.get(lease);
        if (current.get('holder') !== holder) return;
        transaction.update(lease, { state: 'done' });
        transaction.set(db.doc(paths.lastPulse()), summaryFields(summary));
      });
    },

    async release(holder) {
      await db.runTransaction(async transaction => {
        const current = await transaction.get(lease);
        if (current.get('holder') === holder) transaction.update(lease, { state: 'released' });
      });
    },
  };
}

/** Why there is no lease for this time; undefined when there is. */
function refusalOf(
  current: z.output<typeof leaseSchema>,
  scheduledAt: Date,
  now: Date,
): Exclude<LeaseAnswer, 'granted'> | undefined {
  if (current.state === 'running' && now < current.expires_at) return 'held';
  if (scheduledAt < current.scheduled_at) return 'stale';
  const same = scheduledAt.getTime() === current.scheduled_at.getTime();
  return current.state === 'done' && same ? 'already_done' : undefined;
}

const summaryFields = (summary: PulseSummary): Record<string, unknown> => ({
  scheduled_at: Timestamp.fromDate(summary.scheduledAt),
  timestamp: Timestamp.fromDate(summary.finishedAt),
  success_count: summary.successCount,
  error_count: summary.errorCount,
  skipped_count: summary.skippedCount,
  duration_ms: summary.durationMs,
  errors_by_code: summary.errorsByCode,
  skipped_by_reason: summary.skippedByReason,
  clock_ahead_ms: summary.clockAheadMs,
});
