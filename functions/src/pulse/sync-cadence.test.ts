import { describe, expect, it } from 'vitest';
import {
  account,
  healthyTenant,
  type MemoryTenant,
  memoryPorts,
  trade,
} from '../../test-support/memory-ports.ts';
import { type SyncOptions, syncTenant } from './sync-tenant.ts';

const scheduledAt = new Date('2026-03-02T15:00:00.000Z');
const scheduled: SyncOptions = { scheduledAt, deadlineMs: 12_000, mode: 'scheduled', marketOpen: true };

const world = (changes: Partial<MemoryTenant> = {}) => {
  const tenant = healthyTenant(changes);
  return { tenant, ...memoryPorts({ alice: tenant }) };
};

describe('what a sync writes', () => {
  const minutes = (count: number) => new Date(scheduledAt.getTime() + count * 60_000);
  const aapl = { trades: [trade('a', 'AAPL', 'BUY', '1', '100')], prices: { AAPL: '101' } };

  it('are points that pile up for 15 minutes and are brought over then, with the marks', async () => {
    const { ports, clock, tenant, writes } = world({ ...aapl, appendedAt: scheduledAt });
    for (let minute = 0; minute < 30; minute += 1) {
      tenant.prices = { AAPL: String(101 + minute) };
      await syncTenant('alice', { ...scheduled, scheduledAt: clock.now() }, ports);
      clock.advance(60_000);
    }
    const times = writes.flatMap(({ appended }, minute) => (appended ? [minute] : []));
    const [first = 0, second = 0] = times;
    expect([times.length, second - first]).toEqual([2, 15]);
    const { points = [], trades = [] } = writes[second]?.appended ?? {};
    expect(Object.keys(points[0]?.equity ?? {})).toHaveLength(15);
    expect(Object.keys(points[0]?.prices.AAPL ?? {})).toHaveLength(first % 5 === 4 ? 3 : 4);
    const last = String(101 + second);
    expect(trades.map(({ id, currentPrice }) => [id, currentPrice])).toEqual([['a', last]]);
    expect(writes[second]).toMatchObject({ recent: undefined, openTrades: [{ storedPrice: last }] });
    expect(Object.keys(writes[second - 1]?.recent?.equity ?? {})).toHaveLength(14);
  });

  it('brings everybody’s over in minutes of their own, although all began at once', async () => {
    const minutesOf = async (uid: string) => {
      const tenant = healthyTenant({ appendedAt: scheduledAt });
      const { ports, clock, writes } = memoryPorts({ [uid]: tenant });
      for (let minute = 0; minute < 15; minute += 1) {
        await syncTenant(uid, { ...scheduled, scheduledAt: clock.now() }, ports);
        clock.advance(60_000);
      }
      return writes.findIndex(({ appended }) => appended !== undefined);
    };
    const minutes = await Promise.all(Array.from({ length: 60 }, (_, n) => minutesOf(`tenant-${n}`)));
    expect(new Set(minutes).size).toBeGreaterThan(10);
  });

  it('goes to the day that is over, and begins another', async () => {
    const yesterday = { day: '2026-03-01', equity: { '2359': account().equity }, prices: {} };
    const { ports, writes } = world({ recent: yesterday, appendedAt: scheduledAt });
    await syncTenant('alice', scheduled, ports);
    expect(writes[0]).toMatchObject({
      appended: { points: [yesterday], trades: [] },
      recent: { day: '2026-03-02', equity: { '1500': '1000.00' } },
    });
  });

  it('waits longer while the market is closed, and says when the next sign of life comes', async () => {
    const { ports, writes } = world({ snapshotAt: minutes(-4), appendedAt: minutes(-20) });
    await syncTenant('alice', { ...scheduled, marketOpen: false, dueAt: minutes(1) }, ports);
    expect(writes[0]).toMatchObject({ appended: undefined, onlyChanges: true, dueAt: minutes(5) });
  });

  it('is a sign of life after five minutes', async () => {
    const { ports, writes } = world({ snapshotAt: minutes(-5), appendedAt: minutes(-20) });
    await syncTenant('alice', { ...scheduled, marketOpen: false }, ports);
    expect(writes[0]).toMatchObject({ onlyChanges: false });
  });

  it('tells whether coins are held or traded', async () => {
    const coins = { trades: [trade('c', 'BTC/USD', 'BUY', '1', '100')], prices: { 'BTC/USD': '1' } };
    for (const [changes, expected] of [
      [aapl, false],
      [coins, true],
    ] as const) {
      const { ports, writes } = world(changes);
      await syncTenant('alice', scheduled, ports);
      expect(writes[0]?.aroundTheClock).toBe(expected);
    }
  });
});

describe('a broker that is always slow', () => {
  it('is asked every fifth minute after three times, until it is quick again', async () => {
    const { ports, clock, tenant } = world();
    tenant.account = async () => {
      clock.advance(4_000);
      return account();
    };
    const minute = async () => {
      const { kind } = await syncTenant('alice', { ...scheduled, scheduledAt: clock.now() }, ports);
      clock.advance(56_000);
      return kind;
    };
    const kinds: string[] = [];
    for (let count = 0; count < 10; count += 1) kinds.push(await minute());
    expect(kinds).toEqual([
      ...Array(3).fill('synced'),
      ...Array(4).fill('skipped'),
      'synced',
      ...Array(2).fill('skipped'),
    ]);
    tenant.account = async () => account();
    clock.advance(3 * 60_000);
    expect([await minute(), await minute()]).toEqual(['synced', 'synced']);
  });
});
