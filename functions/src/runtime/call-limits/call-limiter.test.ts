import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../test-support/manual-clock.ts';
import { memoryLog } from '../../../test-support/memory-log.ts';
import { type CallCounts, callLimiter } from './call-limiter.ts';
import { refusalMemory } from './refusal-memory.ts';

const NOW = '2026-03-02T15:00:30.000Z';

/** Counts in memory, slowly: an answer comes when a test lets it. */
function world(left: { value: number }) {
  const clock = new ManualClock(NOW);
  const log = memoryLog();
  const asked: number[] = [];
  const counts: CallCounts = {
    async take(_uid, _name, calls) {
      asked.push(calls);
      await Promise.resolve();
      const granted = Math.min(calls, left.value);
      left.value -= granted;
      const until = new Date('2026-03-02T15:01:00.000Z');
      return { granted, reached: granted < calls ? { limit: 'minute', until } : undefined };
    },
  };
  return { clock, log, asked, limiter: callLimiter(counts, clock, log), counts };
}

const many = <T>(times: number, work: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, work));

describe('the limiter', () => {
  it('counts calls that arrive together in one write', async () => {
    const { limiter, asked } = world({ value: 100 });
    const refusals = await many(50, () => limiter.admit('alice', 'get_quote'));
    expect(refusals.every(refusal => refusal === undefined)).toBe(true);
    expect(asked).toEqual([1, 49]);
  });

  it('admits as many as are granted, and refuses the others', async () => {
    const { limiter } = world({ value: 10 });
    const refusals = await many(50, () => limiter.admit('alice', 'get_quote'));
    expect(refusals.filter(refusal => refusal === undefined)).toHaveLength(10);
    expect(refusals.at(-1)).toEqual({
      code: 'resource-exhausted',
      message: 'You have asked for this 60 times within a minute. Wait a minute, then try again.',
      remembered: false,
    });
  });

  it('asks nobody about who has reached a limit, until it is lifted', async () => {
    const left = { value: 0 };
    const { limiter, asked, clock } = world(left);
    await limiter.admit('alice', 'get_quote');
    const refusals = await many(1_000, () => limiter.admit('alice', 'get_quote'));
    expect(refusals.every(refusal => refusal?.remembered)).toBe(true);
    expect(asked).toEqual([1]);
    left.value = 5;
    clock.advance(30_000);
    expect(await limiter.admit('alice', 'get_quote')).toBeUndefined();
  });

  it('keeps people and callables apart', async () => {
    const left = { value: 0 };
    const { limiter } = world(left);
    await limiter.admit('alice', 'get_quote');
    left.value = 5;
    expect(await limiter.admit('bob', 'get_quote')).toBeUndefined();
    expect(await limiter.admit('alice', 'sync_account')).toBeUndefined();
  });

  it('refuses what cannot be counted, and lets an emergency through', async () => {
    const { clock, log, counts } = world({ value: 1 });
    counts.take = () => Promise.reject(new Error('Firestore is away'));
    const limiter = callLimiter(counts, clock, log);
    expect(await limiter.admit('alice', 'get_quote')).toMatchObject({ code: 'aborted' });
    expect(await limiter.admit('alice', 'halt_trading')).toBeUndefined();
    expect(JSON.stringify(log.lines)).not.toContain('away');
  });
});

describe('the memory of refusals', () => {
  it('is bounded, and forgets the oldest first', () => {
    const memory = refusalMemory<string>(3);
    const [now, later] = [new Date(0), new Date(1)];
    for (const key of ['a', 'b', 'c', 'd']) memory.remember(key, key, later);
    expect(memory.size).toBe(3);
    expect(['a', 'b', 'c', 'd'].map(key => memory.recall(key, now))).toEqual([undefined, 'b', 'c', 'd']);
  });

  it('forgets what is over', () => {
    const memory = refusalMemory<string>(3);
    memory.remember('a', 'a', new Date(1));
    expect(memory.recall('a', new Date(1))).toBeUndefined();
    expect(memory.size).toBe(0);
  });
});
