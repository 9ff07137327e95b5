import { callCounts } from '../data/call-counts.ts';
import { database } from '../data/firestore.ts';
import { type CallLimiter, callLimiter } from '../runtime/call-limits/call-limiter.ts';
import { systemClock } from '../runtime/clock.ts';
import { cloudLog } from '../runtime/cloud-log.ts';

let limiter: CallLimiter | undefined;

/** One for this instance, made at its first call: it remembers who has reached a limit. */
export function limiterOfThisInstance(): CallLimiter {
  limiter ??= callLimiter(callCounts(database()), systemClock, cloudLog);
  return limiter;
}
