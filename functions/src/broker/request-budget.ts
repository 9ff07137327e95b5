import type { Clock } from '../runtime/clock.ts';
import { BrokerError } from './broker-error.ts';

/** How many requests an account may still make. */
export interface RequestBudget {
  /** Takes one request. @throws BrokerError broker_rate_limited where there is none left, with the time to wait */
  take(account: string): void;
}

const MINUTE_MS = 60_000;

/**
 * A budget for each account, in the memory of one instance. Whole minutes are counted, and the one before counts in full:
 * so there are never more than `most` requests within 60 seconds, and what is kept of an account that makes none is gone after
 * two minutes.
 *
 * @param most requests in any 60 seconds
 */
export function requestBudget(most: number, clock: Pick<Clock, 'now'>): RequestBudget {
  let minute = 0;
  let current = new Map<string, number>();
  let before = new Map<string, number>();
  const turnPages = (now: number): void => {
    const pages = Math.floor(now / MINUTE_MS) - minute;
    if (pages === 0) return;
    before = pages === 1 ? current : new Map();
    current = new Map();
    minute += pages;
  };
  return {
    take(account) {
      const now = clock.now().getTime();
      turnPages(now);
      const made = current.get(account) ?? 0;
      if (made + (before.get(account) ?? 0) < most) {
        current.set(account, made + 1);
        return;
      }
      const minutesToWait = made < most ? 1 : 2;
      const retryAfterMs = (minute + minutesToWait) * MINUTE_MS - now;
      throw new BrokerError('broker_rate_limited', { retryAfterMs });
    },
  };
}
