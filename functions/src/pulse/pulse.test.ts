import { describe, expect, it } from 'vitest';
import { account, healthyTenant, memoryPorts } from '../../test-support/memory-ports.ts';
import { limitsWith } from '../../test-support/pulse-limits.ts';
import { BrokerError } from '../broker/broker-error.ts';
import { pulse } from './pulse.ts';

const scheduled = { scheduledAt: new Date('2026-03-02T15:00:00.000Z') };
const limits = limitsWith({ PULSE_CONCURRENCY: 4 }, 1_000);

const failing = (code: 'broker_unavailable' | 'credentials_rejected') =>
  healthyTenant({
    account: async () => {
      throw new BrokerError(code);
    },
  });

describe('pulse', () => {
  it('syncs every tenant, whatever happens to the others, and the counts add up', async () => {
    const { ports, writes, summaries } = memoryPorts(
      {
        a: healthyTenant(),
        b: failing('broker_unavailable'),
        c: healthyTenant({ tradingEnabled: false }),
        d: failing('credentials_rejected'),
        e: healthyTenant(),
        f: healthyTenant({
          read: () => {
            throw new Error('broken');
          },
        }),
      },
      undefined,
      1,
    );
    expect(await pulse(scheduled, limits, ports)).toMatchObject({ kind: 'ran' });
    expect(summaries).toEqual([
      expect.objectContaining({
        successCount: 2,
        errorCount: 2,
        skippedCount: 2,
        errorsByCode: { broker_unavailable: 1, credentials_rejected: 1 },
        skippedByReason: { kill_switch_off: 1, unreadable: 1 },
      }),
    ]);
    expect(writes.filter(write => write.found).map(write => write.state.uid)).toEqual(['a', 'e']);
  });

  it('counts who has switched off without looking at them', async () => {
    const { ports, summaries, calls } = memoryPorts({}, undefined, 3);
    await pulse(scheduled, limits, ports);
    expect(summaries[0]).toMatchObject({ skippedCount: 3, skippedByReason: { kill_switch_off: 3 } });
    expect(calls).toEqual([]);
  });

  it('runs as many tenants at a time as it is told, and no more', async () => {
    let running = 0;
    let most = 0;
    const { promise: full, resolve: fourAreRunning } = Promise.withResolvers<void>();
    const slow = () =>
      healthyTenant({
        account: async () => {
          running += 1;
          most = Math.max(most, running);
          if (running === limits.lanes.healthy) fourAreRunning();
          await full;
          running -= 1;
          return account();
        },
      });
    const tenants = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`tenant-${n}`, slow()]));
    const { ports, summaries } = memoryPorts(tenants);
    await pulse(scheduled, limits, ports);
    expect(summaries[0]?.successCount).toBe(40);
    expect(most).toBe(4);
  });

  it.each(['held', 'already_done', 'stale'] as const)('does nothing when the lease is %s', async why => {
    const { ports, calls } = memoryPorts({ a: healthyTenant() });
    const declined = {
      ...ports,
      lease: {
        ...ports.lease,
        acquire: async () => ({ answer: why, clockAheadMs: 0, unfinished: undefined }),
      },
    };
    expect(await pulse(scheduled, limits, declined)).toEqual({ kind: 'declined', why });
    expect(calls).toEqual([]);
  });

  it('gives the lease back when the tenants cannot be listed', async () => {
    const { ports, ended, summaries } = memoryPorts({});
    const broken = {
      ...ports,
      due: {
        ...ports.due,
        // biome-ignore lint/correctness/useYield: a listing that breaks before its first tenant
        async *pages(): AsyncGenerator<string[]> {
          throw new Error('Firestore is away');
        },
      },
    };
    await expect(pulse(scheduled, limits, broken)).rejects.toThrow('Firestore is away');
    expect(ended).toEqual([{ holder: expect.any(String), how: 'released' }]);
    expect(summaries).toEqual([]);
  });

  it('reports once, to the log and to operators, that stored times were ahead of its clock', async () => {
    const ahead = new Date('2026-03-02T16:00:00.000Z');
    const { ports, log, summaries } = memoryPorts({
      a: healthyTenant({ snapshotAt: ahead }),
      b: healthyTenant({ snapshotAt: ahead }),
      c: healthyTenant(),
    });
    await pulse(scheduled, limits, ports);
    expect(summaries).toMatchObject([{ successCount: 3, clockAheadMs: 3_600_000 }]);
    expect(log.lines.filter(({ message }) => message.includes('ahead of this one'))).toHaveLength(1);
    await pulse({ scheduledAt: new Date('2026-03-02T15:01:00.000Z') }, limits, ports);
    expect(summaries.at(-1)).toMatchObject({ clockAheadMs: 0 });
  });

  it('reports a lease of a clock that was ahead, and a scheduler that is ahead', async () => {
    const { ports, summaries } = memoryPorts({});
    const lease = {
      ...ports.lease,
      acquire: async () => ({ answer: 'granted' as const, clockAheadMs: 120_000, unfinished: undefined }),
    };
    await pulse(scheduled, limits, { ...ports, lease });
    await pulse({ scheduledAt: new Date('2026-03-02T15:05:00.000Z') }, limits, ports);
    expect(summaries.map(({ clockAheadMs }) => clockAheadMs)).toEqual([120_000, 300_000]);
  });

  it('logs one line a tenant with tenant, minute and outcome', async () => {
    const { ports, log } = memoryPorts({ a: healthyTenant(), b: failing('broker_unavailable') });
    await pulse(scheduled, limits, ports);
    const minute = '2026-03-02T15:00:00.000Z';
    expect(log.lines.map(({ fields }) => fields)).toEqual(
      expect.arrayContaining([
        { tenant: 'a', minute, outcome: 'synced' },
        { tenant: 'b', minute, outcome: 'failed', code: 'broker_unavailable' },
      ]),
    );
  });
});
