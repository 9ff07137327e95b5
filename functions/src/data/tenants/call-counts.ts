import { callCount, countedCalls } from '@agenttrader/domain/documents/call-records';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { CallCounts, LimitReached } from '../../runtime/call-limits/call-limiter.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long a count is kept after its last change, in milliseconds. Firestore deletes it after that. */
const KEPT_MS = 2 * DAY_MS;

/**
 * Counts calls in `callCounts/{uid}/callables/{name}`: outside of the tenant's documents, since who calls may not be a
 * tenant yet, or no longer; and one document for each callable, since each runs on instances of its own and they would
 * collide. A call that is granted costs a read and a write, the first that is not costs a read.
 */
export function callCounts(db: Firestore): CallCounts {
  return {
    take(uid, name, calls, limit, now) {
      const document = db.doc(paths.callCount(uid, name));
      const day = now.toISOString().slice(0, 10);
      const minute = now.toISOString().slice(0, 16);
      return db.runTransaction(async transaction => {
        const { value } = countedCalls.read((await transaction.get(document)).data());
        const inDay = value?.day === day ? value.inDay : 0;
        const inMinute = value?.minute === minute ? value.inMinute : 0;
        const leftToday = Math.max(limit.perDay - inDay, 0);
        const granted = Math.min(calls, leftToday, Math.max(limit.perMinute - inMinute, 0));
        if (granted > 0) {
          const counts = {
            day,
            inDay: inDay + granted,
            minute,
            inMinute: inMinute + granted,
            expiresAt: new Date(now.getTime() + KEPT_MS),
          };
          transaction.set(document, callCount.write(counts));
        }
        return { granted, reached: granted < calls ? reachedBy(now, leftToday === granted) : undefined };
      });
    },
  };
}

/** Whichever limit was reached; the day's where it is both. */
const reachedBy = (now: Date, dayIsOver: boolean): LimitReached => ({
  limit: dayIsOver ? 'day' : 'minute',
  until: startOfNext(now, dayIsOver ? DAY_MS : MINUTE_MS),
});

const startOfNext = (now: Date, ms: number): Date => new Date((Math.floor(now.getTime() / ms) + 1) * ms);
