import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { brokerConfig } from '../../../domain/src/documents/broker-config.ts';
import { equityDay, priceMarksDay } from '../../../domain/src/documents/day-series.ts';
import { shadowTrade } from '../../../domain/src/documents/shadow-trade.ts';
import { accountSnapshot, snapshot } from '../../../domain/src/documents/snapshot.ts';
import { syncError } from '../../../domain/src/documents/sync-error.ts';
import { tradingStatus } from '../../../domain/src/documents/trading-status.ts';
import { parseMoney } from '../../../domain/src/money/money.ts';
import { parsePrice } from '../../../domain/src/money/price.ts';
import * as paths from '../../../domain/src/paths.ts';
import { storedSample } from '../../../domain/test-support/documents/samples/all.ts';
import { variantOf } from '../../../domain/test-support/documents/variant.ts';
import { dueTenants } from '../../../functions/src/data/pulse/due-tenants.ts';
import { syncWriter } from '../../../functions/src/data/pulse/sync-writer.ts';
import { tenantStates } from '../../../functions/src/data/pulse/tenant-states.ts';
import { shadowTradeStore } from '../../../functions/src/data/shadow-trades/shadow-trade-store.ts';
import { markTrades } from '../../../functions/src/pulse/mark-trades.ts';
import type { StandingError, SyncWrite } from '../../../functions/src/pulse/ports.ts';
import { pulse } from '../../../functions/src/pulse/pulse.ts';
import { syncTenant } from '../../../functions/src/pulse/sync-tenant.ts';
import { systemClock } from '../../../functions/src/runtime/clock.ts';
import { account, memoryPorts, position } from '../../../functions/test-support/memory-ports.ts';
import { limitsWith } from '../../../functions/test-support/pulse-limits.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import { recordPaths } from '../../support/recorded-paths.ts';
import { openTrade } from '../../support/shadow-trade.ts';
import { currentState, quietSync } from '../../support/tenant-state.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 15, minute));
const failure: StandingError = {
  code: 'broker_unavailable',
  at: at(1),
  consecutiveFailures: 3,
  retryAt: at(9),
  parkedVersion: undefined,
};
const trade = () => openTrade('AAPL', 'BUY', '1', '100');

describe('the documents of a sync', () => {
  let firestore: InProcessFirestore;
  beforeAll(async () => {
    firestore = await inProcessFirestore();
  });
  beforeEach(async () => {
    await firestore.clear();
    await firestore.db.doc(paths.tenantDocument('alice')).set({ onboarded: true });
  });
  afterAll(() => firestore.close());

  const read = () => currentState(firestore.db, 'alice', at(0));
  const commit = async (changes: Partial<SyncWrite> = {}) => {
    const state = changes.state ?? (await read());
    const write = { ...quietSync(state, at(1)), found: full, ...changes };
    return syncWriter(firestore.db, systemClock).commit(write);
  };
  const full = { account: account('1000'), positions: [position('AAPL')] };
  const writtenAt = async (path: string) => (await firestore.db.doc(path).get()).updateTime;
  const putTrades = (ids: readonly string[]) =>
    firestore.put(Object.fromEntries(ids.map(id => [paths.shadowTrade('alice', id), trade()])));
  const marked = (state: SyncWrite['state'], price: string) =>
    markTrades(state.openTrades, new Map(state.openTrades.map(one => [one.symbol, parsePrice(price)])), at(1))
      .trades;

  it('round-trip: what is written is what the next sync reads', async () => {
    const recent = { day: '2026-03-02', equity: { '1501': parseMoney('1000.00') }, prices: {} };
    expect(await commit({ error: failure, slowSyncs: 2, recent, dueAt: at(2) })).toBe('written');
    expect(await read()).toMatchObject({
      snapshotAt: at(1),
      standingError: failure,
      slowSyncs: 2,
      recent,
      dueAt: at(2),
    });
    expect(await commit()).toBe('written');
    expect(await read()).toMatchObject({ standingError: undefined, slowSyncs: 0, recent });
  });

  it('write the error’s own document when the code changes, and delete it when there is none', async () => {
    const path = paths.lastSyncError('alice');
    await commit({ found: undefined, error: failure });
    const first = await writtenAt(path);
    await commit({ found: undefined, error: { ...failure, consecutiveFailures: 4 } });
    expect(await writtenAt(path)).toEqual(first);
    expect((await read()).standingError?.consecutiveFailures).toBe(4);
    await commit({ found: undefined, error: { ...failure, code: 'broker_timeout' } });
    expect(await firestore.read(path)).toMatchObject({ code: 'broker_timeout' });
    await commit();
    expect(await firestore.read(path)).toBeUndefined();
  });

  it('are one while nothing is brought over: marks stand in the snapshot only', async () => {
    await putTrades(['a', 'b']);
    const state = await read();
    const before = await Promise.all(['a', 'b'].map(id => writtenAt(paths.shadowTrade('alice', id))));
    await commit({ state, openTrades: marked(state, '101') });
    expect(await Promise.all(['a', 'b'].map(id => writtenAt(paths.shadowTrade('alice', id))))).toEqual(
      before,
    );
    expect((await read()).openTrades).toMatchObject([
      { id: 'a', currentPrice: '101', currentPnl: '1.00', lastUpdated: at(1) },
      { id: 'b', currentPrice: '101' },
    ]);
  });

  it('bring points and marks over to their own documents, without touching what stands there', async () => {
    await putTrades(['a']);
    const state = await read();
    const { points } = equityDay.names;
    await firestore.put({
      [`${paths.equityCurve('alice')}/2026-03-02`]: variantOf(
        equityDay,
        {},
        { points: { '1400': '900.00' } },
      ),
    });
    const trades = marked(state, '101');
    const recent = {
      day: '2026-03-02',
      equity: { '1501': parseMoney('1000.00') },
      prices: { AAPL: { '1500': parsePrice('101') } },
    };
    await commit({ state, openTrades: trades, appended: { points: [recent], trades } });
    expect(await firestore.read(`${paths.equityCurve('alice')}/2026-03-02`)).toMatchObject({
      [points]: { '1400': '900.00', '1501': '1000.00' },
    });
    expect(await firestore.read(`${paths.priceMarks('alice')}/2026-03-02`)).toMatchObject({
      [priceMarksDay.names.prices]: recent.prices,
    });
    const stored = shadowTrade.read(await firestore.read(paths.shadowTrade('alice', 'a'))).value;
    expect(stored).toMatchObject({ currentPrice: '101', currentPnl: '1.00', lastUpdated: at(1) });
    expect((await read()).appendedAt).toEqual(at(1));
  });

  it('never say that a trade was updated before it was made', async () => {
    for (const [id, createdAt] of [['late', at(3)] as const, ['early', at(0)] as const]) {
      const stored = variantOf(shadowTrade, trade(), { createdAt });
      await firestore.put({ [paths.shadowTrade('alice', id)]: stored });
    }
    expect(marked(await read(), '21').map(({ id, lastUpdated }) => [id, lastUpdated])).toEqual([
      ['early', at(1)],
      ['late', at(3)],
    ]);
  });

  it('a newer snapshot that came between reading and writing stays', async () => {
    const stale = await read();
    expect(await commit({ at: at(5) })).toBe('written');
    expect(await commit({ at: at(2), state: stale })).toBe('superseded');
    expect((await read()).snapshotAt).toEqual(at(5));
  });

  it.each([false, true])(
    'a trade that was closed meanwhile stays closed, with points brought over: %s',
    async over => {
      await putTrades(['t1']);
      const state = await read();
      const openTrades = marked(state, '101');
      const exit = { at: at(1), price: parsePrice('99'), reason: 'manual' } as const;
      await shadowTradeStore(firestore.db).close('alice', 't1', exit, undefined);
      const closed = await firestore.read(paths.shadowTrade('alice', 't1'));
      const appended = over ? { points: [], trades: openTrades } : undefined;
      expect(await commit({ state, openTrades, appended })).toBe('superseded');
      expect(await firestore.read(paths.shadowTrade('alice', 't1'))).toEqual(closed);
      expect(await read()).toMatchObject({ openTrades: [], snapshotAt: undefined });
    },
  );

  it('change nothing while the market is closed and nothing changed', async () => {
    await putTrades(['a']);
    const state = await read();
    await commit({ state, openTrades: marked(state, '101') });
    const first = await writtenAt(paths.snapshot('alice'));
    const again = await read();
    const quiet = { state: again, openTrades: marked(again, '101'), at: at(2), onlyChanges: true };
    expect(await commit(quiet)).toBe('unchanged');
    expect(await writtenAt(paths.snapshot('alice'))).toEqual(first);
    const others: readonly Partial<SyncWrite>[] = [
      { openTrades: marked(again, '102') },
      { found: { ...full, account: account('1001') } },
      { found: { ...full, positions: [] } },
      { error: failure },
    ];
    for (const change of others) {
      expect(await commit({ ...quiet, state: await read(), ...change })).toBe('written');
    }
  });

  it('note on the kill switch whether coins are held or traded, when that changes', async () => {
    const path = paths.tradingStatus('alice');
    await firestore.put({ [path]: { enabled: false } });
    const { aroundTheClock } = tradingStatus.names;
    for (const coins of [true, true, false]) {
      const state = await read();
      await commit({ state, aroundTheClock: coins });
      expect(await firestore.read(path)).toEqual({ enabled: false, [aroundTheClock]: coins });
    }
  });

  describe('made anew', () => {
    const account = Object.fromEntries(
      Object.entries(storedSample('snapshot')).filter(([name]) => accountSnapshot.storedNames.includes(name)),
    );

    it.each([
      ['missing', undefined],
      ['of yesterday’s form, which holds the account alone', account],
      [
        'of the day before',
        { ...storedSample('snapshot'), [snapshot.names.rebuiltAt]: new Date('2026-03-01T14:59:59Z') },
      ],
      ['not readable', { ...storedSample('snapshot'), [snapshot.names.openTrades]: [1] }],
      ['told to be', { ...storedSample('snapshot'), [snapshot.names.rebuiltAt]: null }],
    ])(
      'where it is %s: from the trades, the connection and the error, and the account stays',
      async (_, before) => {
        await putTrades(['a', 'b']);
        if (before) await firestore.put({ [paths.snapshot('alice')]: before });
        const config = { configured: true, environment: 'paper', [brokerConfig.names.secretVersion]: '3' };
        await firestore.put({ [paths.brokerConfig('alice', 'alpaca')]: config });
        expect((await tenantStates(firestore.db).readMany(['alice'], at(0))).size).toBe(0);
        const state = await read();
        expect(state).toMatchObject({
          connection: { id: '3', environment: 'paper', secretVersion: '3' },
          openTrades: [{ id: 'a', entryPrice: '100' }, { id: 'b' }],
        });
        expect((await tenantStates(firestore.db).readMany(['alice'], at(0))).size).toBe(1);
        if (before)
          expect(await firestore.read(paths.snapshot('alice'))).toMatchObject({ equity: '10250.37' });
      },
    );

    it('keeps marks that are newer than the trades’ own documents', async () => {
      await putTrades(['a']);
      const state = await read();
      await commit({ state, openTrades: marked(state, '101') });
      const [rebuilt] = (await tenantStates(firestore.db).rebuild('alice', at(2)))?.state.openTrades ?? [];
      expect(rebuilt).toMatchObject({ currentPrice: '101', storedPrice: '100' });
    });

    it('takes an error of yesterday’s form over', async () => {
      const { at: timestamp, retryAt, ...rest } = failure;
      const error = { ...rest, timestamp, retryAt: retryAt ?? null, parkedVersion: null, error: 'Sorry.' };
      await firestore.put({ [paths.lastSyncError('alice')]: syncError.write(error) });
      expect((await read()).standingError).toEqual(failure);
    });

    it('does nothing for whoever is no tenant, or not any more', async () => {
      await firestore.db.doc(paths.tenantDocument('alice')).update({ onboarded: false });
      expect(await tenantStates(firestore.db).rebuild('alice', at(0))).toBeUndefined();
      expect(await firestore.read(paths.snapshot('alice'))).toBeUndefined();
    });

    it('leaves out what no longer has a document, so that syncs go on', async () => {
      await putTrades(['a', 'gone']);
      const state = await read();
      await firestore.db.doc(paths.shadowTrade('alice', 'gone')).delete();
      const openTrades = marked(state, '101');
      expect(await commit({ state, openTrades, appended: { points: [], trades: openTrades } })).toBe(
        'superseded',
      );
      const rebuilt = await tenantStates(firestore.db).rebuild('alice', at(1));
      expect(rebuilt?.state.openTrades.map(({ id }) => id)).toEqual(['a']);
    });

    it('takes as many open trades as it has room for, and says that there are more', async () => {
      await putTrades(Array.from({ length: 501 }, (_, n) => `t${n}`));
      const rebuilt = await tenantStates(firestore.db).rebuild('alice', at(1));
      expect(rebuilt?.state.openTrades).toHaveLength(500);
      expect(rebuilt?.tooMany).toBe(true);
    });
  });

  it.each([
    ['not configured', { configured: false, environment: 'paper', secretVersion: '1' }],
    ['an unknown environment', { configured: true, environment: 'https://evil.example', secretVersion: '1' }],
    ['a version that is none', { configured: true, environment: 'paper', secretVersion: '../1' }],
  ])('a connection with %s counts as none', async (_, data) => {
    await firestore.put({ [paths.brokerConfig('alice', 'alpaca')]: variantOf(brokerConfig, {}, data) });
    expect((await read()).connection).toBeUndefined();
  });

  it.each([
    ['a float for a price', { [shadowTrade.names.entryPrice]: 100.5 }],
    ['a negative quantity', { quantity: '-1' }],
    ['an unknown side', { side: 'HOLD' }],
    ['a symbol that is none', { symbol: 'not a symbol' }],
  ])('a trade with %s is named and the others are read', async (_, broken) => {
    const bad = firestore.db.doc(paths.shadowTrade('alice', 'bad'));
    await putTrades(['good']);
    await bad.set({ ...trade(), ...broken });
    const rebuild = () => tenantStates(firestore.db).rebuild('alice', at(1));
    const first = await rebuild();
    expect([first?.state.openTrades.map(({ id }) => id), first?.unreadable.map(({ id }) => id)]).toEqual([
      ['good'],
      ['bad'],
    ]);
    expect((await rebuild())?.unreadable).toEqual(first?.unreadable);
    await bad.update({ touched: true });
    expect((await rebuild())?.unreadable[0]?.version).not.toBe(first?.unreadable[0]?.version);
  });

  describe('that are listed', () => {
    const listed = async (whom: 'everybody' | 'around-the-clock' = 'everybody') => {
      const uids: string[] = [];
      for await (const page of dueTenants(firestore.db).pages(whom)) uids.push(...page);
      return uids;
    };
    const manyTenants = async (count: number, switchOf: (n: number) => Record<string, unknown>) => {
      const writer = firestore.db.bulkWriter();
      for (let n = 0; n < count; n += 1) {
        const uid = `tenant-${String(n).padStart(4, '0')}`;
        void writer.create(firestore.db.doc(paths.tenantDocument(uid)), { onboarded: true });
        void writer.create(firestore.db.doc(paths.tradingStatus(uid)), switchOf(n));
      }
      await writer.close();
    };

    it('are those whose switch is on, each once, over pages', async () => {
      await manyTenants(1_100, n => ({ enabled: n % 11 !== 0, connected: true }));
      const uids = await listed();
      expect(uids).toHaveLength(1_000);
      expect(new Set(uids).size).toBe(1_000);
      expect(uids).not.toContain('tenant-0000');
      expect(await dueTenants(firestore.db).countSwitchedOff()).toBe(100);
    });

    it('while the market is closed, are those who are due around the clock', async () => {
      await manyTenants(1_300, n => ({
        enabled: n % 13 !== 0,
        connected: true,
        // The older half say nothing yet.
        ...(n % 2 === 0 ? {} : { [tradingStatus.names.aroundTheClock]: n % 4 === 1 }),
      }));
      const uids = await listed('around-the-clock');
      expect(uids).toHaveLength(300);
      expect(uids.every(uid => Number(uid.slice(-4)) % 4 === 1)).toBe(true);
    });

    it('are no other documents that say "enabled"', async () => {
      await firestore.db.doc(paths.botStatus('alice')).set({ enabled: true });
      await firestore.db.doc('status/trading').set({ enabled: true });
      await firestore.db.doc('users/alice/signals/s1/status/trading').set({ enabled: true });
      expect(await listed()).toEqual([]);
    });

    it('cost a pulse nothing where nobody ever connected: of 600 sign-ups it reads none', async () => {
      await manyTenants(600, () => ({ enabled: false, connected: false }));
      const { ports } = memoryPorts({});
      const recording = recordPaths(firestore.db);
      const ran = await pulse({ scheduledAt: at(1) }, limitsWith({ PULSE_CONCURRENCY: 4 }, 1_000), {
        ...ports,
        due: dueTenants(firestore.db),
        states: tenantStates(firestore.db),
      });
      // One listing that finds nothing, and one count; no document of any tenant.
      expect(recording.stop()).toEqual(['**/status']);
      expect(ran).toMatchObject({
        kind: 'ran',
        summary: { successCount: 0, errorCount: 0, skippedCount: 0 },
      });
    });

    it('are listed no more once a pulse has found them on without a broker account', async () => {
      const old = tradingStatus.writePart({ enabled: true, message: 'on', updatedBy: 'user' });
      await firestore.db.doc(paths.tradingStatus('alice')).set(old);
      expect(await listed()).toEqual(['alice']);
      const { ports } = memoryPorts({});
      const store = {
        states: tenantStates(firestore.db),
        writer: syncWriter(firestore.db, systemClock),
      };
      const options = {
        scheduledAt: at(1),
        deadlineMs: 10_000,
        mode: 'scheduled',
        marketOpen: true,
      } as const;
      expect(await syncTenant('alice', options, { ...ports, ...store })).toEqual({
        kind: 'failed',
        code: 'broker_not_connected',
      });
      expect(await listed()).toEqual([]);
      expect(await firestore.read(paths.tradingStatus('alice'))).toMatchObject({
        enabled: false,
        connected: false,
        [tradingStatus.names.updatedBy]: 'watchdog',
      });
    });
  });
});
