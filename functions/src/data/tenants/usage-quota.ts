import type { UsageKind } from '@agenttrader/domain/documents/usage-day';
import type { Firestore } from 'firebase-admin/firestore';
import { isConflict } from '../firestore/grpc-status.ts';
import { oneAtATime } from '../firestore/one-at-a-time.ts';
import { requireLivingTenant } from './living-tenant.ts';
import { counted, readUsed, usageDay } from './usage-day.ts';

/**
 * How often a transaction starts over when instances collide. Each collision lets one of them through, and waiting
 * longer than this would outlast the request.
 */
const MAX_ATTEMPTS = 10;

/**
 * Counts one kind of use for each tenant and UTC day, in `users/{uid}/usage/{yyyy-mm-dd}`, in a transaction.
 * Requests of one tenant that reach the same instance queue up: Firestore would let them collide, and make each
 * loser wait for seconds.
 */
export function usageQuota(db: Firestore, kind: UsageKind) {
  const inTurn = oneAtATime();
  return {
    /** Counts one more use, unless the day's count has reached `limit`. @throws UserFacingError without such a tenant */
    async take(uid: string, limit: number, now: Date): Promise<'taken' | 'exhausted' | 'contended'> {
      const day = usageDay(db, uid, now);
      const count = () =>
        db.runTransaction(
          async transaction => {
            const today = await transaction.get(day);
            const used = readUsed(today, kind, limit);
            if (used >= limit) return 'exhausted';
            // Only the day's first count creates a document; the others could not do so unnoticed.
            if (!today.exists) await requireLivingTenant(db, transaction, uid);
            transaction.set(day, counted(now, { [kind]: used + 1 }), { merge: true });
            return 'taken';
          },
          { maxAttempts: MAX_ATTEMPTS },
        );
      try {
        return await inTurn(uid, count);
      } catch (thrown) {
        if (isConflict(thrown)) return 'contended';
        throw thrown;
      }
    },
  };
}
