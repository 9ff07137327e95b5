import type { CallLimit } from '@agenttrader/domain/callables/contract';
import { type CallableName, CONTRACTS } from '@agenttrader/domain/callables/list';
import type { Clock } from '../clock.ts';
import { describeThrown, type Log } from '../log.ts';
import { refusalMemory } from './refusal-memory.ts';

/** Which limit was reached, and when it is lifted. */
export interface LimitReached {
  readonly limit: 'minute' | 'day';
  readonly until: Date;
}

/** Counts calls for all instances together. */
export interface CallCounts {
  /**
   * Counts as many of `calls` as the limit leaves. Of those that it does not leave, nothing is counted.
   *
   * @throws whatever the store throws; nothing was counted then, or nobody knows
   */
  take(
    uid: string,
    name: CallableName,
    calls: number,
    limit: CallLimit,
    now: Date,
  ): Promise<{ readonly granted: number; readonly reached: LimitReached | undefined }>;
}

/** Why a call is not admitted. */
export interface CallRefusal {
  readonly code: 'resource-exhausted' | 'aborted';
  readonly message: string;
  /** Known from before: nobody was asked, and nothing need be logged again. */
  readonly remembered: boolean;
}

export interface CallLimiter {
  /** Counts a call before its work is done; a refusal where a limit is reached. Never rejects. */
  admit(uid: string, name: CallableName): Promise<CallRefusal | undefined>;
}

/** How many accounts' refusals an instance remembers. */
const REMEMBERED_ACCOUNTS = 10_000;

interface Waiting {
  readonly resolve: (refusal: CallRefusal | undefined) => void;
}

/**
 * The limits of one instance. Calls of one account that arrive while others are being counted are counted together in
 * one write, so that many at once neither wait for each other nor collide. Who has reached a limit is refused from
 * memory until it is lifted: a refusal costs neither a read nor a write.
 */
export function callLimiter(counts: CallCounts, clock: Clock, log: Log): CallLimiter {
  const refusals = refusalMemory<LimitReached>(REMEMBERED_ACCOUNTS);
  const queues = new Map<string, Waiting[]>();

  async function drain(key: string, uid: string, name: CallableName): Promise<void> {
    for (let batch = queues.get(key); batch && batch.length > 0; batch = queues.get(key)) {
      queues.set(key, []);
      await settle(batch, key, uid, name);
    }
    queues.delete(key);
  }

  async function settle(
    batch: readonly Waiting[],
    key: string,
    uid: string,
    name: CallableName,
  ): Promise<void> {
    const limit: CallLimit = CONTRACTS[name].limit;
    try {
      const { granted, reached } = await counts.take(uid, name, batch.length, limit, clock.now());
      if (reached) refusals.remember(key, reached, reached.until);
      batch.forEach(({ resolve }, index) => {
        resolve(index < granted || !reached ? undefined : refusalOf(reached, limit, false));
      });
    } catch (thrown) {
      log.warn('calls could not be counted', { callable: name, tenant: uid, ...describeThrown(thrown) });
      for (const { resolve } of batch) resolve(limit.emergency ? undefined : NOT_COUNTED);
    }
  }

  return {
    async admit(uid, name) {
      const key = `${name} ${uid}`;
      const reached = refusals.recall(key, clock.now());
      if (reached) return refusalOf(reached, CONTRACTS[name].limit, true);
      const { promise, resolve } = Promise.withResolvers<CallRefusal | undefined>();
      const queue = queues.get(key);
      if (queue) {
        queue.push({ resolve });
      } else {
        queues.set(key, [{ resolve }]);
        void drain(key, uid, name);
      }
      return promise;
    },
  };
}

const NOT_COUNTED: CallRefusal = {
  code: 'aborted',
  message: 'Too many of your requests arrived at the same moment. Try again in a few seconds.',
  remembered: false,
};

function refusalOf(
  { limit }: LimitReached,
  { perMinute, perDay }: CallLimit,
  remembered: boolean,
): CallRefusal {
  const message =
    limit === 'minute'
      ? `You have asked for this ${perMinute} times within a minute. Wait a minute, then try again.`
      : `You have asked for this ${perDay} times today. The count starts over at midnight UTC.`;
  return { code: 'resource-exhausted', message, remembered };
}
