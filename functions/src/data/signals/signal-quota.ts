import { randomUUID } from 'node:crypto';
import { usageDay as usage } from '@agenttrader/domain/documents/usage-day';
import type { DocumentSnapshot, Firestore, Transaction } from 'firebase-admin/firestore';
import type { SignalQuota } from '../../signals/ports.ts';
import { isConflict } from '../firestore/grpc-status.ts';
import { oneAtATime } from '../firestore/one-at-a-time.ts';
import { requireLivingTenant } from '../tenants/living-tenant.ts';
import { counted, readUsed, usageDay } from '../tenants/usage-day.ts';

/** How many questions of one tenant may be under way at the same moment, on all instances together. */
const AT_ONCE = 2;

/**
 * After this time a question counts as over even if nobody said so: its instance died. Longer than a call may last, in
 * milliseconds.
 */
const LEASE_MS = 90_000;

/** How often a transaction starts over when instances collide. */
const MAX_ATTEMPTS = 10;

const { names } = usage;
const inFlight = usage.part({ signalsInFlight: usage.fields.signalsInFlight });

type Leases = Readonly<Record<string, Date>>;

/**
 * Counts questions in `users/{uid}/usage/{yyyy-mm-dd}`, and keeps beside the count which of them are under way: each
 * has a lease of its own beside it. Count and lease are taken in one transaction.
 */
export function signalQuota(db: Firestore): SignalQuota {
  const inTurn = oneAtATime();
  return {
    async begin(uid, perDay, now) {
      const lease = randomUUID();
      const take = () =>
        db.runTransaction(
          async transaction => {
            const today = await transaction.get(usageDay(db, uid, now));
            const used = readUsed(today, 'signals', perDay);
            if (used >= perDay) return 'exhausted';
            const underWay = runningAt(now, today);
            const earlier = await yesterdays(db, transaction, uid, now);
            if (Object.keys(underWay).length + Object.keys(earlier).length >= AT_ONCE) return 'busy';
            // Only the day's first count creates a document; the others could not do so unnoticed.
            if (!today.exists) await requireLivingTenant(db, transaction, uid);
            transaction.set(
              usageDay(db, uid, now),
              counted(now, {
                signals: used + 1,
                signalsInFlight: { ...underWay, [lease]: new Date(now.getTime() + LEASE_MS) },
              }),
              { mergeFields: [names.signals, names.signalsInFlight, names.expiresAt] },
            );
            return { lease };
          },
          { maxAttempts: MAX_ATTEMPTS },
        );
      try {
        return await inTurn(uid, take);
      } catch (thrown) {
        if (isConflict(thrown)) return 'contended';
        throw thrown;
      }
    },

    async end(uid, { lease, takenAt, counts }) {
      const release = () =>
        db.runTransaction(
          async transaction => {
            const day = await transaction.get(usageDay(db, uid, takenAt));
            // It went with its account.
            if (!day.exists) return;
            const { [lease]: mine, ...others } = readLeases(day);
            // Whoever comes twice, or after the lease's time, must not give back what another question counted.
            const used = readUsed(day, 'signals', 0) - (mine && !counts ? 1 : 0);
            const left = { signals: Math.max(used, 0), signalsInFlight: others };
            transaction.update(day.ref, usage.writePart(left));
          },
          { maxAttempts: MAX_ATTEMPTS },
        );
      await inTurn(uid, release);
    },
  };
}

/** Questions that were begun before midnight are still under way for a while after it. */
async function yesterdays(db: Firestore, transaction: Transaction, uid: string, now: Date): Promise<Leases> {
  const before = usageDay(db, uid, new Date(now.getTime() - LEASE_MS));
  if (before.path === usageDay(db, uid, now).path) return {};
  return runningAt(now, await transaction.get(before));
}

const runningAt = (now: Date, day: DocumentSnapshot): Leases =>
  Object.fromEntries(Object.entries(readLeases(day)).filter(([, until]) => until > now));

const readLeases = (day: DocumentSnapshot): Leases => inFlight.read(day.data()).value?.signalsInFlight ?? {};
