import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../test-support/manual-clock.ts';
import { BrokerError } from './broker-error.ts';
import { requestBudget } from './request-budget.ts';

const START = '2026-03-02T15:00:00.000Z';

/** Whether a request is let through; else how long to wait for the next, in milliseconds. */
function taking(most: number) {
  const clock = new ManualClock(START);
  const budget = requestBudget(most, clock);
  const take = (account = 'a'): true | number | undefined => {
    try {
      budget.take(account);
      return true;
    } catch (thrown) {
      if (thrown instanceof BrokerError && thrown.code === 'broker_rate_limited') return thrown.retryAfterMs;
      throw thrown;
    }
  };
  return { clock, take };
}

describe('an account’s budget of requests', () => {
  it('lets through no more than it has in any 60 seconds, whenever they are made', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 300 });
    fc.assert(
      fc.property(pauses, fc.integer({ min: 1, max: 20 }), (waits, most) => {
        const { clock, take } = taking(most);
        const made: number[] = [];
        for (const wait of waits) {
          clock.advance(wait);
          if (take() === true) made.push(clock.now().getTime());
        }
        for (const at of made)
          expect(made.filter(other => other >= at && other < at + 60_000).length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('is another account’s no matter', () => {
    const { take } = taking(2);
    expect([take('a'), take('a'), take('b')]).toEqual([true, true, true]);
    expect(take('a')).toBeGreaterThan(0);
    expect(take('b')).toBe(true);
  });

  it('says when there is some again', () => {
    const { clock, take } = taking(3);
    clock.advance(20_000);
    for (let n = 0; n < 3; n += 1) take();
    const waitMs = take();
    expect(waitMs).toBe(100_000);
    clock.advance(Number(waitMs) - 1);
    expect(take()).toBe(1);
    clock.advance(1);
    expect(take()).toBe(true);
  });

  it('is as much as before after a clock was set back', () => {
    const { clock, take } = taking(1);
    expect(take()).toBe(true);
    clock.advance(-3_600_000);
    expect(take()).toBe(true);
  });
});
