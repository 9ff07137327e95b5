import { describe, expect, it } from 'vitest';
import { account, healthyTenant, type MemoryTenant, memoryPorts } from '../../test-support/memory-ports.ts';
import { limitsWith } from '../../test-support/pulse-limits.ts';
import { seededRandom } from '../../test-support/seeded-random.ts';
import { VirtualClock } from '../../test-support/virtual-clock.ts';
import { pulse } from './pulse.ts';

const minute = (n: number) => new Date(Date.parse('2026-03-02T15:00:00.000Z') + n * 60_000);

/** Tenants over a clock whose time passes by itself, all of whose brokers take 200 ms, and those who hang for ever. */
function world(healthy: number, hanging: number) {
  const clock = new VirtualClock(minute(0).toISOString());
  const tenants: Record<string, MemoryTenant> = {};
  const answers = (afterMs: number) => async () => {
    await clock.sleep(afterMs);
    return account();
  };
  const random = seededRandom(7);
  for (let n = 0, left = hanging; n < healthy + hanging; n += 1) {
    const hangs = random() * (healthy + hanging - n) < left;
    if (hangs) left -= 1;
    tenants[`tenant-${n}`] = healthyTenant({ account: answers(hangs ? 10 * 60_000 : 200) });
  }
  const memory = memoryPorts(tenants, undefined, 0, clock);
  return {
    ...memory,
    tenants,
    async pulseAt(n: number) {
      await clock.until(clock.sleep(Math.max(0, minute(n).getTime() - clock.now().getTime())));
      memory.calls.length = 0;
      return clock.until(pulse({ scheduledAt: minute(n) }, limitsWith(), memory.ports));
    },
    /** How long after its minute the last healthy tenant was written, in milliseconds. */
    lastHealthyMs(n: number): number {
      const written = memory.writes.filter(({ at, found }) => found && at >= minute(n) && at < minute(n + 1));
      expect(written.length).toBe(healthy);
      return Math.max(...written.map(({ at }) => at.getTime())) - minute(n).getTime();
    },
  };
}

describe('a pulse over tenants of whom some hang', () => {
  it('has the others done as soon as without them, from the first minute on', async () => {
    const alone = world(280, 0);
    await alone.pulseAt(0);
    const undisturbedMs = alone.lastHealthyMs(0);
    const beside = world(280, 120);
    for (const n of [0, 1, 2]) {
      await beside.pulseAt(n);
      expect(beside.lastHealthyMs(n)).toBeLessThanOrEqual(1.2 * undisturbedMs);
      expect(beside.summaries.at(-1)).toMatchObject({ successCount: 280, scheduledAt: minute(n) });
    }
  });

  it('ends within its minute, and its counts add up to the tenants', async () => {
    const { pulseAt, clock, summaries } = world(30, 370);
    for (const n of [0, 1, 2, 3]) {
      await pulseAt(n);
      expect(clock.now().getTime()).toBeLessThan(minute(n + 1).getTime());
      const { successCount = 0, errorCount = 0, skippedCount = 0 } = summaries.at(-1) ?? {};
      expect(successCount + errorCount + skippedCount).toBe(400);
    }
  });

  it('gives who was cut short the first turns of the next minute', async () => {
    const { pulseAt, calls, tenants } = world(0, 400);
    // All are known to hang, and none is to be left alone for it.
    for (const tenant of Object.values(tenants)) tenant.slowSyncs = 1;
    const first = await pulseAt(0);
    const asked = () => calls.filter(call => call.endsWith('account')).map(call => call.split(' ')[0] ?? '');
    const begun = new Set(asked());
    const cutShort = Object.keys(tenants).filter(uid => !begun.has(uid));
    expect(cutShort.length).toBeGreaterThan(200);
    expect(first).toMatchObject({ summary: { skippedByReason: { cut_short: cutShort.length } } });
    await pulseAt(1);
    const next = asked();
    expect(next.length).toBeGreaterThan(100);
    expect(next.filter(uid => begun.has(uid))).toEqual([]);
  });

  it('says how fresh the synced ones are', async () => {
    const { pulseAt, summaries } = world(64, 10);
    await pulseAt(0);
    const { freshness } = summaries.at(-1) ?? {};
    expect(freshness).toMatchObject({ p50Ms: expect.any(Number), p99Ms: expect.any(Number) });
    expect(freshness?.maxMs).toBeLessThan(2_000);
  });
});
