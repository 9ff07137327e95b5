import { describe, expect, it } from 'vitest';
import {
  account,
  healthyTenant,
  type MemoryTenant,
  memoryPorts,
  position,
  trade,
} from '../../test-support/memory-ports.ts';
import { BrokerError } from '../broker/broker-error.ts';
import { CredentialsError } from '../credentials/credentials.ts';
import { type SyncOptions, syncTenant } from './sync-tenant.ts';

const scheduledAt = new Date('2026-03-02T15:00:00.000Z');
const scheduled: SyncOptions = { scheduledAt, deadlineMs: 1_000, mode: 'scheduled', marketOpen: true };
const onDemand: SyncOptions = { ...scheduled, mode: 'on_demand' };

const world = (changes: Partial<MemoryTenant> = {}) => {
  const tenant = healthyTenant(changes);
  return { tenant, ...memoryPorts({ alice: tenant }) };
};

const fails = (code: ConstructorParameters<typeof BrokerError>[0], retryAfterMs?: number) => async () => {
  throw new BrokerError(code, retryAfterMs === undefined ? {} : { retryAfterMs });
};

describe('a healthy tenant', () => {
  it('gets a snapshot, and nothing is asked that is not needed', async () => {
    const { ports, calls, writes } = world();
    expect(await syncTenant('alice', scheduled, ports)).toMatchObject({ kind: 'synced', equity: '1000.00' });
    expect(calls).toEqual(['alice read', 'alice keys', 'alice account']);
    expect(writes).toHaveLength(1);
    expect(writes[0]).toMatchObject({ error: undefined, openTrades: [], found: { positions: [] } });
  });

  it('has its positions read when it holds any market value', async () => {
    const { ports, calls, writes } = world({
      account: async () => account('1000', '110'),
      positions: async () => [position('AAPL')],
    });
    await syncTenant('alice', scheduled, ports);
    expect(calls).toContain('alice positions');
    expect(writes[0]?.found?.positions.map(({ symbol }) => symbol)).toEqual(['AAPL']);
  });

  it('has its long and short trades marked with one price request', async () => {
    const { ports, calls, writes } = world({
      trades: [
        trade('long', 'AAPL', 'BUY', '2', '100'),
        trade('short', 'AAPL', 'SELL', '2', '100'),
        trade('coin', 'BTC/USD', 'BUY', '0.5', '1000'),
      ],
      prices: { AAPL: '110', 'BTC/USD': '900' },
    });
    expect(await syncTenant('alice', scheduled, ports)).toMatchObject({ kind: 'synced', tradesMarked: 3 });
    expect(calls.filter(call => call.includes('prices'))).toEqual(['alice prices AAPL,BTC/USD']);
    expect(writes[0]?.openTrades.map(trade => [trade.id, trade.currentPnl])).toEqual([
      ['long', '20.00'],
      ['short', '-20.00'],
      ['coin', '-50.00'],
    ]);
  });
});

describe('a tenant', () => {
  it('whose state cannot be read is passed over, and it is logged', async () => {
    const { ports, log, writes } = world({
      read: async () => {
        throw new Error('no such luck');
      },
    });
    expect(await syncTenant('alice', scheduled, ports)).toEqual({ kind: 'skipped', reason: 'unreadable' });
    expect(writes).toEqual([]);
    expect(log.lines.map(({ severity }) => severity)).toContain('error');
  });

  it('whose state is stale is made anew first', async () => {
    const { ports, calls } = world({ stale: true });
    expect(await syncTenant('alice', scheduled, ports)).toMatchObject({ kind: 'synced' });
    expect(calls.slice(0, 2)).toEqual(['alice read', 'alice rebuild']);
  });

  it('who is gone is passed over', async () => {
    const { ports, writes } = world({ stale: true });
    const states = { ...ports.states, rebuild: async () => undefined };
    const outcome = await syncTenant('alice', scheduled, { ...ports, states });
    expect(outcome).toEqual({ kind: 'skipped', reason: 'gone' });
    expect(writes).toEqual([]);
  });

  it('that was read with others is not read again', async () => {
    const { ports, calls } = world();
    const known = (await ports.states.readMany(['alice'], scheduledAt)).get('alice');
    calls.length = 0;
    expect(await syncTenant('alice', scheduled, ports, known)).toMatchObject({ kind: 'synced' });
    expect(calls).toEqual(['alice keys', 'alice account']);
  });
});

const keysAre = (code: CredentialsError['code']) => async (): Promise<void> => {
  throw new CredentialsError(code);
};

describe('failures become the tenant’s error', () => {
  it.each([
    ['credentials_rejected', { account: fails('credentials_rejected') }],
    ['broker_forbidden', { account: fails('broker_forbidden') }],
    ['broker_unavailable', { account: fails('broker_unavailable') }],
    ['broker_timeout', { account: fails('broker_timeout') }],
    ['broker_unreachable', { account: fails('broker_unreachable') }],
    ['broker_response_invalid', { account: fails('broker_response_invalid') }],
    ['broker_not_connected', { secretVersion: undefined }],
    ['credentials_missing', { keys: keysAre('missing') }],
    ['credentials_unavailable', { keys: keysAre('malformed') }],
    ['credentials_unavailable', { keys: keysAre('unavailable') }],
    [
      'internal',
      {
        account: async () => {
          throw new TypeError('a bug');
        },
      },
    ],
  ] as const)('%s', async (code, changes) => {
    const { ports, writes } = world(changes);
    expect(await syncTenant('alice', scheduled, ports)).toEqual({ kind: 'failed', code });
    expect(writes[0]).toMatchObject({
      found: undefined,
      error: { code, consecutiveFailures: 1 },
    });
  });

  it('a broker that hangs runs into the deadline, and no timer is left behind', async () => {
    const { promise, resolve: asked } = Promise.withResolvers<void>();
    const { ports, clock, writes } = world({
      account: () => {
        asked();
        return new Promise(() => {});
      },
    });
    const outcome = syncTenant('alice', scheduled, ports);
    await promise;
    clock.advance(1_000);
    expect(await outcome).toEqual({ kind: 'failed', code: 'sync_deadline' });
    expect(writes[0]?.error?.code).toBe('sync_deadline');
    expect(clock.pending).toBe(0);
  });

  it('a missing price fails the tenant, yet the snapshot and the other marks are written', async () => {
    const { ports, writes } = world({
      trades: [trade('a', 'AAPL', 'BUY', '1', '100'), trade('m', 'MSFT', 'BUY', '1', '100')],
      prices: { AAPL: '101' },
    });
    expect(await syncTenant('alice', scheduled, ports)).toEqual({
      kind: 'failed',
      code: 'price_unavailable',
    });
    expect(writes[0]?.openTrades.map(({ id, currentPrice }) => [id, currentPrice])).toEqual([
      ['a', '101'],
      ['m', '100'],
    ]);
    expect(writes[0]?.found).toBeDefined();
    expect(writes[0]?.error).toMatchObject({ code: 'price_unavailable', retryAt: undefined });
  });

  it('a trade whose profit overflows costs its own mark only, and is named once', async () => {
    const { ports, log, writes } = world({
      trades: [
        trade('vast', 'AAPL', 'BUY', '999999999999999', '1'),
        trade('small', 'AAPL', 'BUY', '1', '100'),
      ],
      prices: { AAPL: '101' },
    });
    expect(await syncTenant('alice', scheduled, ports)).toMatchObject({ kind: 'synced', tradesMarked: 1 });
    await syncTenant('alice', { ...onDemand, scheduledAt: new Date('2026-03-02T15:00:01Z') }, ports);
    const marked = writes.map(write =>
      write.openTrades.filter(({ lastUpdated }) => lastUpdated !== undefined),
    );
    expect(marked.map(trades => trades.map(({ id }) => id))).toEqual([['small'], ['small']]);
    expect(writes[0]).toMatchObject({ error: undefined, found: {} });
    expect(log.lines.filter(({ fields }) => fields.trade === 'vast')).toMatchObject([
      { severity: 'error', message: 'profit of a shadow trade is beyond range and is not marked' },
    ]);
  });

  it('a malformed trade is logged and the others are marked', async () => {
    const { ports, log, writes } = world({
      trades: [trade('a', 'AAPL', 'BUY', '1', '100')],
      stale: true,
      unreadableTrades: [{ id: 'broken', version: '1' }],
      prices: { AAPL: '101' },
    });
    expect(await syncTenant('alice', scheduled, ports)).toMatchObject({ kind: 'synced', tradesMarked: 1 });
    expect(writes[0]?.openTrades).toHaveLength(1);
    expect(log.lines.find(({ fields }) => fields.trade === 'broken')).toMatchObject({ severity: 'error' });
  });

  it('a malformed trade is logged once for each change of its document', async () => {
    const { tenant, ports, log } = world({ unreadableTrades: [{ id: 'broken', version: '1' }] });
    const reports = async () => {
      tenant.stale = true;
      await syncTenant('alice', onDemand, ports);
      tenant.snapshotAt = undefined;
      return log.lines.filter(({ fields }) => fields.trade === 'broken').length;
    };
    expect([await reports(), await reports(), await reports()]).toEqual([1, 1, 1]);
    tenant.unreadableTrades = [{ id: 'broken', version: '2' }];
    expect([await reports(), await reports()]).toEqual([2, 2]);
  });

  it('a failure that cannot be recorded is still an outcome', async () => {
    const { ports, log } = world({
      account: fails('broker_unavailable'),
      commit: async () => {
        throw new Error('Firestore is away');
      },
    });
    expect(await syncTenant('alice', scheduled, ports)).toEqual({
      kind: 'failed',
      code: 'broker_unavailable',
    });
    expect(log.lines.map(({ message }) => message)).toContain('failure could not be recorded');
  });
});

describe('after a failure', () => {
  it('counts up while it lasts and is deleted by the next success', async () => {
    const { ports, clock, tenant, writes } = world({ account: fails('broker_unavailable') });
    for (let minute = 0; minute < 2; minute += 1) {
      await syncTenant('alice', { ...scheduled, scheduledAt: clock.now() }, ports);
      clock.advance(60_000);
    }
    expect(writes.map(write => write.error?.consecutiveFailures)).toEqual([1, 2]);
    tenant.account = async () => account();
    expect(await syncTenant('alice', { ...scheduled, scheduledAt: clock.now() }, ports)).toMatchObject({
      kind: 'synced',
    });
    expect(writes.at(-1)?.error).toBeUndefined();
  });

  it.each([
    ['refused', { account: fails('credentials_rejected') }],
    ['gone', { keys: keysAre('missing') }],
  ])('keys that are %s park the tenant until there are new ones', async (_, changes) => {
    const { ports, clock, tenant, calls } = world(changes);
    await syncTenant('alice', scheduled, ports);
    clock.advance(60_000);
    calls.length = 0;
    const next = { ...scheduled, scheduledAt: clock.now() };
    expect(await syncTenant('alice', next, ports)).toEqual({ kind: 'skipped', reason: 'parked' });
    expect(calls).toEqual(['alice read']);
    tenant.secretVersion = '2';
    tenant.keys = async () => {};
    tenant.account = async () => account();
    expect(await syncTenant('alice', next, ports)).toMatchObject({ kind: 'synced' });
  });

  it('a rate limit is waited out as long as the broker says', async () => {
    const { ports, clock } = world({ account: fails('broker_rate_limited', 90_000) });
    await syncTenant('alice', scheduled, ports);
    clock.advance(60_000);
    expect(await syncTenant('alice', { ...scheduled, scheduledAt: clock.now() }, ports)).toEqual({
      kind: 'skipped',
      reason: 'backing_off',
    });
    clock.advance(30_000);
    expect(await syncTenant('alice', { ...scheduled, scheduledAt: clock.now() }, ports)).toMatchObject({
      kind: 'failed',
    });
  });
});

describe('the same minute again', () => {
  it('changes nothing after a success', async () => {
    const { ports, clock, calls, writes } = world();
    await syncTenant('alice', scheduled, ports);
    clock.advance(5_000);
    calls.length = 0;
    expect(await syncTenant('alice', scheduled, ports)).toEqual({ kind: 'already_synced', at: scheduledAt });
    expect(calls).toEqual(['alice read']);
    expect(writes).toHaveLength(1);
  });

  it('changes nothing after a failure', async () => {
    const { ports, writes } = world({ account: fails('broker_unavailable') });
    await syncTenant('alice', scheduled, ports);
    expect(await syncTenant('alice', scheduled, ports)).toEqual({
      kind: 'failed',
      code: 'broker_unavailable',
    });
    expect(writes).toHaveLength(1);
  });

  it('an older minute that arrives late leaves the newer snapshot alone', async () => {
    const { ports, clock, writes } = world({ snapshotAt: new Date('2026-03-02T15:01:00.500Z') });
    clock.advance(90_000);
    expect(await syncTenant('alice', scheduled, ports)).toMatchObject({ kind: 'already_synced' });
    expect(writes).toEqual([]);
  });
});

describe('after a clock that was an hour ahead', () => {
  const ahead = new Date('2026-03-02T16:00:00.000Z');
  const standingError = {
    code: 'broker_unavailable' as const,
    at: ahead,
    consecutiveFailures: 5,
    retryAt: new Date('2026-03-02T16:08:00.000Z'),
    parkedVersion: undefined,
  };

  it.each([
    ['a snapshot', { snapshotAt: ahead }],
    ['an error that stands', { standingError }],
    ['both', { snapshotAt: ahead, standingError }],
  ])('%s of that time does not keep the tenant from being synced, and it is told', async (_, changes) => {
    const { ports, writes } = world(changes);
    const outcome = await syncTenant('alice', scheduled, ports);
    expect(outcome).toMatchObject({ kind: 'synced', at: scheduledAt, clockAheadMs: 3_600_000 });
    expect(writes[0]).toMatchObject({ at: scheduledAt, error: undefined });
  });

  it('an on-demand sync goes through, too', async () => {
    const { ports } = world({ snapshotAt: ahead });
    expect(await syncTenant('alice', onDemand, ports)).toMatchObject({ kind: 'synced', at: scheduledAt });
  });

  it('keys that were refused then are not asked with again all the same', async () => {
    const parked = { ...standingError, code: 'credentials_rejected' as const, retryAt: undefined };
    const { ports } = world({ standingError: { ...parked, parkedVersion: '1' } });
    expect(await syncTenant('alice', scheduled, ports)).toMatchObject({ kind: 'skipped', reason: 'parked' });
  });

  it('within a minute clocks only differ: the time of a snapshot never goes back', async () => {
    const snapshotAt = new Date('2026-03-02T15:00:30.000Z');
    const { ports, writes } = world({ snapshotAt });
    const later = { ...scheduled, scheduledAt: new Date('2026-03-02T15:01:00.000Z') };
    expect(await syncTenant('alice', later, ports)).toEqual(
      expect.not.objectContaining({ clockAheadMs: expect.anything() }),
    );
    expect(writes[0]?.at).toEqual(snapshotAt);
  });
});

describe('a document that changed between reading and writing', () => {
  it('is read again, once', async () => {
    const results: ('superseded' | 'written')[] = ['superseded', 'written'];
    const { ports, calls } = world({ commit: async () => results.shift() ?? 'written' });
    expect(await syncTenant('alice', scheduled, ports)).toMatchObject({ kind: 'synced' });
    expect(calls.filter(call => call === 'alice read')).toHaveLength(2);
  });

  it('twice in a row leaves the tenant to the next minute, for which all is made anew', async () => {
    const { ports, calls } = world({ commit: async () => 'superseded' });
    expect(await syncTenant('alice', scheduled, ports)).toEqual({ kind: 'skipped', reason: 'superseded' });
    expect(calls.at(-1)).toBe('alice rebuild');
  });
});
