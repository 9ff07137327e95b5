import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { account, healthyTenant, type MemoryTenant, memoryPorts } from '../../test-support/memory-ports.ts';
import { limitsWith } from '../../test-support/pulse-limits.ts';
import { seededRandom } from '../../test-support/seeded-random.ts';
import { VirtualClock } from '../../test-support/virtual-clock.ts';
import { BrokerError } from '../broker/broker-error.ts';
import type { ShardTask } from './ports.ts';
import { pulse } from './pulse.ts';
import { sentTask, syncShard } from './sync-shard.ts';

const minute = (n: number) => new Date(Date.parse('2026-03-02T15:00:00.000Z') + n * 60_000);
const limits = limitsWith({ FAN_OUT_ABOVE: 10, SHARD_SIZE: 4 });

const failing = () =>
  healthyTenant({
    account: async () => {
      throw new BrokerError('broker_unavailable');
    },
  });

/** Tenants of whom some fail, and one is gone. */
function manyTenants(count: number): Record<string, MemoryTenant> {
  const entries = Array.from({ length: count }, (_, n): [string, MemoryTenant] => [
    `tenant-${String(n).padStart(3, '0')}`,
    n % 7 === 3 ? failing() : healthyTenant(),
  ]);
  return Object.fromEntries(entries);
}

/** What is left of a tenant once its syncs are over. */
const documentOf = ({ snapshotAt, standingError }: MemoryTenant) => ({
  synced: snapshotAt !== undefined,
  failures: standingError?.consecutiveFailures ?? 0,
});

describe('a pulse over more tenants than one instance is to sync', () => {
  it('hands each of them to one shard, and syncs nobody itself', async () => {
    const { ports, tasks, calls, ended, summaries } = memoryPorts(manyTenants(30), undefined, 5);
    expect(await pulse({ scheduledAt: minute(0) }, limits, ports)).toEqual({
      kind: 'fanned_out',
      shards: 8,
      listed: 30,
    });
    expect(tasks.flatMap(({ uids }) => uids)).toEqual(Object.keys(manyTenants(30)));
    expect(tasks.map(({ number }) => number)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(calls).toEqual([]);
    expect(ended).toMatchObject([{ how: 'fanned_out' }]);
    expect(summaries).toEqual([]);
  });

  it('syncs them itself up to the threshold', async () => {
    const { ports, tasks, summaries } = memoryPorts(manyTenants(10));
    expect(await pulse({ scheduledAt: minute(0) }, limits, ports)).toMatchObject({ kind: 'ran' });
    expect([tasks.length, summaries[0]?.shards]).toEqual([0, 0]);
  });

  it('counts the tenants of a shard that could not be handed over as unfinished', async () => {
    const { ports, tasks, summaries } = memoryPorts(manyTenants(12));
    const queue = {
      async enqueue(task: ShardTask) {
        if (task.number === 1) throw new Error('Cloud Tasks is away');
        tasks.push(task);
      },
    };
    await pulse({ scheduledAt: minute(0) }, limits, { ...ports, queue });
    for (const task of tasks) await syncShard(sentTask(task), limits, ports);
    const lease = {
      ...ports.lease,
      acquire: async () => ({ answer: 'granted' as const, clockAheadMs: 0, unfinished: minute(0) }),
    };
    await pulse({ scheduledAt: minute(1) }, limits, { ...ports, queue, lease });
    expect(summaries[0]).toMatchObject({
      scheduledAt: minute(0),
      successCount: 6,
      errorCount: 2,
      skippedByReason: { unfinished: 4 },
    });
  });

  it('lists no further than it has handed over, however many there are', async () => {
    const { ports } = memoryPorts({});
    const page = Array.from({ length: 500 }, (_, n) => `tenant-${n}`);
    let listed = 0;
    let handedOver = 0;
    let furthest = 0;
    const due = {
      ...ports.due,
      async *pages() {
        for (let n = 0; n < 100; n += 1) {
          listed += page.length;
          furthest = Math.max(furthest, listed - handedOver);
          yield page;
        }
      },
    };
    const queue = {
      async enqueue({ uids }: ShardTask) {
        await Promise.resolve();
        handedOver += uids.length;
      },
    };
    expect(await pulse({ scheduledAt: minute(0) }, limitsWith(), { ...ports, due, queue })).toMatchObject({
      kind: 'fanned_out',
      listed: 50_000,
    });
    expect(handedOver).toBe(50_000);
    // What is under way at a time, and a page or two.
    expect(furthest).toBeLessThanOrEqual(16 * 150 + 3 * 500);
  });

  it('spreads the shards over the first 45 seconds', async () => {
    const times: number[] = [];
    const { ports } = memoryPorts(manyTenants(3_000));
    const queue = {
      async enqueue(_task: ShardTask, at: Date) {
        times.push(at.getTime() - minute(0).getTime());
      },
    };
    await pulse({ scheduledAt: minute(0) }, limits, { ...ports, queue });
    expect(times).toHaveLength(750);
    expect(Math.max(...times)).toBeLessThan(45_000);
    const perSecond = Array.from(
      { length: 45 },
      (_, second) => times.filter(ms => Math.floor(ms / 1_000) === second).length,
    );
    expect(Math.max(...perSecond)).toBeLessThanOrEqual(2 * Math.ceil(750 / 45));
    expect(Math.min(...perSecond)).toBeGreaterThan(0);
  });
});

describe('the shards of a minute', () => {
  it('leave the same, whatever order they are delivered in, once, twice, often or at once', async () => {
    const undisturbed = manyTenants(30);
    await pulse({ scheduledAt: minute(0) }, limitsWith(), memoryPorts(undisturbed).ports);
    const expected = Object.values(undisturbed).map(documentOf);
    const deliveries = fc.array(fc.tuple(fc.nat({ max: 7 }), fc.boolean()), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(deliveries, fc.integer(), async (more, seed) => {
        const tenants = manyTenants(30);
        const { ports, tasks, summaries } = memoryPorts(tenants, undefined, 2);
        await pulse({ scheduledAt: minute(0) }, limits, ports);
        const random = seededRandom(seed);
        const order = [...tasks.map(({ number }) => [number, false] as const), ...more].toSorted(
          () => random() - 0.5,
        );
        let underWay: Promise<unknown>[] = [];
        for (const [number, together] of order) {
          const task = tasks[number];
          if (task) underWay.push(syncShard(sentTask(task), limits, ports));
          if (together) continue;
          await Promise.all(underWay);
          underWay = [];
        }
        await Promise.all(underWay);
        expect(Object.values(tenants).map(documentOf)).toEqual(expected);
        const { successCount, errorCount, skippedByReason, shards } = summaries.at(-1) ?? {};
        expect([successCount, errorCount, skippedByReason, shards]).toEqual([
          26,
          4,
          { kill_switch_off: 2 },
          8,
        ]);
      }),
      { numRuns: 60 },
    );
  });

  it('are published by the one that ends last', async () => {
    const { ports, tasks, summaries } = memoryPorts(manyTenants(12));
    await pulse({ scheduledAt: minute(0) }, limits, ports);
    for (const [index, task] of tasks.toReversed().entries()) {
      expect(summaries).toHaveLength(0);
      expect(await syncShard(sentTask(task), limits, ports)).toBe('synced');
      expect(summaries).toHaveLength(index === tasks.length - 1 ? 1 : 0);
    }
    expect(summaries[0]).toMatchObject({
      scheduledAt: minute(0),
      successCount: 10,
      errorCount: 2,
      shards: 3,
    });
  });

  it('drop themselves when they are late, were done before, or are no shards', async () => {
    const { ports, tasks, calls, clock } = memoryPorts(manyTenants(12));
    await pulse({ scheduledAt: minute(0) }, limits, ports);
    const [first, second] = tasks.map(sentTask);
    expect(await syncShard(first, limits, ports)).toBe('synced');
    calls.length = 0;
    expect(await syncShard(first, limits, ports)).toBe('done_before');
    clock.advance(50_000);
    expect(await syncShard(second, limits, ports)).toBe('stale');
    for (const data of [
      null,
      {},
      { ...first, uids: [] },
      { ...first, uids: Array(201).fill('u') },
      { ...first, more: 1 },
    ])
      expect(await syncShard(data, limits, ports)).toBe('malformed');
    expect(calls).toEqual([]);
  });
});

describe('a minute whose pulse did not see it to its end', () => {
  it('is published by the next, from what its shards said last', async () => {
    const { ports, runs, summaries } = memoryPorts({ alice: healthyTenant() });
    await runs.putShard(minute(0), 0, {
      listed: 9,
      startedAt: minute(0),
      updatedAt: new Date(minute(0).getTime() + 20_000),
      finished: false,
      successCount: 5,
      errorCount: 1,
      skippedCount: 0,
      errorsByCode: { broker_timeout: 1 },
      skippedByReason: {},
      clockAheadMs: 0,
      lagsMs: { '1000': 5 },
      maxLagMs: 990,
    });
    const lease = {
      ...ports.lease,
      acquire: async () => ({ answer: 'granted' as const, clockAheadMs: 0, unfinished: minute(0) }),
    };
    await pulse({ scheduledAt: minute(1) }, limits, { ...ports, lease });
    expect(summaries).toMatchObject([
      { scheduledAt: minute(0), successCount: 5, errorCount: 1, skippedByReason: { unfinished: 3 } },
      { scheduledAt: minute(1), successCount: 1 },
    ]);
  });

  it('says how far it has come, every ten seconds', async () => {
    const clock = new VirtualClock(minute(0).toISOString());
    const slowly = healthyTenant({
      account: async () => {
        await clock.sleep(11_000);
        return account();
      },
    });
    const { ports, runs } = memoryPorts({ quick: healthyTenant(), slowly }, undefined, 0, clock);
    const said: number[] = [];
    const putShard: typeof runs.putShard = async (_minute, _shard, result) => {
      said.push(result.successCount);
    };
    await clock.until(pulse({ scheduledAt: minute(0) }, limits, { ...ports, runs: { ...runs, putShard } }));
    expect(said).toEqual([1, 2]);
  });

  it('ends at once when a later minute has taken over its lease', async () => {
    const clock = new VirtualClock(minute(0).toISOString());
    const slowly = () =>
      healthyTenant({
        account: async () => {
          await clock.sleep(8_000);
          return account();
        },
      });
    const tenants = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`tenant-${n}`, slowly()]));
    const { ports, calls, summaries } = memoryPorts(tenants, undefined, 0, clock);
    const lease = { ...ports.lease, renew: async () => false };
    const single = limitsWith({ PULSE_CONCURRENCY: 1 });
    await clock.until(pulse({ scheduledAt: minute(0) }, single, { ...ports, lease }));
    const begun = calls.filter(call => call.endsWith(' account')).length;
    expect(begun).toBeLessThan(30);
    expect(summaries).toMatchObject([{ skippedByReason: { cut_short: expect.any(Number) } }]);
  });
});
