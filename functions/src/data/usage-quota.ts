import * as paths from '@agenttrader/domain/paths';
import {
  type DocumentReference,
  type DocumentSnapshot,
  type Firestore,
  Timestamp,
} from 'firebase-admin/firestore';
import { z } from 'zod';
import { isConflict } from './grpc-status.ts';
import { requireLivingTenant } from './living-tenant.ts';
import { oneAtATime } from './one-at-a-time.ts';

/** What is counted; each is a field of the day's document. */
export type UsageKind = 'signals' | 'backtests' | 'exports' | 'trades' | 'connects' | 'syncs';

/**
 * How often a transaction starts over when instances collide. Each collision lets one of them through, and waiting
 * longer than this would outlast the request.
 */
const MAX_ATTEMPTS = 10;

/** How long a day's counts are kept, in milliseconds; Firestore deletes them after that. */
const KEPT_MS = 90 * 86_400_000;

const countSchema = z.int().nonnegative();

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
      const day = dayOf(db, uid, now);
      const count = () =>
        db.runTransaction(
          async transaction => {
            const counted = await transaction.get(day);
            const used = usedOf(counted, kind, limit);
            if (used >= limit) return 'exhausted';
            // Only the day's first count creates a document; the others could not do so unnoticed.
            if (!counted.exists) await requireLivingTenant(db, transaction, uid);
            const expiresAt = Timestamp.fromMillis(now.getTime() + KEPT_MS);
            transaction.set(day, { [kind]: used + 1, expires_at: expiresAt }, { merge: true });
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

    /** Undoes one `take` at `takenAt`. */
    async giveBack(uid: string, takenAt: Date): Promise<void> {
      const day = dayOf(db, uid, takenAt);
      const undo = () =>
        db.runTransaction(
          async transaction => {
            const used = usedOf(await transaction.get(day), kind, 0);
            if (used > 0) transaction.set(day, { [kind]: used - 1 }, { merge: true });
          },
          { maxAttempts: MAX_ATTEMPTS },
        );
      await inTurn(uid, undo);
    },
  };
}

const dayOf = (db: Firestore, uid: string, now: Date): DocumentReference =>
  db.collection(paths.usage(uid)).doc(now.toISOString().slice(0, 10));

/** The count so far. One that cannot be read counts as `unreadable` says: a broken count must not lift a limit. */
function usedOf(document: DocumentSnapshot, kind: UsageKind, unreadable: number): number {
  const stored: unknown = document.get(kind);
  return stored === undefined ? 0 : (countSchema.safeParse(stored).data ?? unreadable);
}
