import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { brokerConfig } from '../../../domain/src/documents/broker-config.ts';
import { shadowTrade } from '../../../domain/src/documents/shadow-trade.ts';
import { tradingStatus } from '../../../domain/src/documents/trading-status.ts';
import { parsePrice } from '../../../domain/src/money/price.ts';
import * as paths from '../../../domain/src/paths.ts';
import { parseTradableSymbol } from '../../../domain/src/symbols.ts';
import { variantOf } from '../../../domain/test-support/documents/variant.ts';
import { dueTenants } from '../../../functions/src/data/pulse/due-tenants.ts';
import { syncWriter } from '../../../functions/src/data/pulse/sync-writer.ts';
import { tenantReader } from '../../../functions/src/data/pulse/tenant-reader.ts';
import { markTrades } from '../../../functions/src/pulse/mark-trades.ts';
import type { SyncError, SyncWrite } from '../../../functions/src/pulse/ports.ts';
import { pulse } from '../../../functions/src/pulse/pulse.ts';
import { syncTenant } from '../../../functions/src/pulse/sync-tenant.ts';
import { account, memoryPorts, position } from '../../../functions/test-support/memory-ports.ts';
import { type InProcessFirestore, inProcessFirestore } from '../../support/in-process-firestore.ts';
import { recordPaths } from '../../support/recorded-paths.ts';
import { openTrade } from '../../support/shadow-trade.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 15, minute));
const failure: SyncError = {
  code: 'broker_unavailable',
  consecutiveFailures: 3,
  retryAt: at(9),
  parkedVersion: undefined,
};

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

  const read = () => tenantReader(firestore.db).read('alice');
  const commit = async (changes: Partial<SyncWrite>) =>
    syncWriter(firestore.db).commit({
      at: at(1),
      state: await read(),
      snapshot: undefined,
      marks: [],
      error: undefined,
      ...changes,
    });
  const full = { account: account('1000'), positions: [position('AAPL')] };

  it('round-trip: what is written is what the next sync reads', async () => {
    expect(await commit({ snapshot: full, error: failure })).toBe('written');
    expect(await read()).toMatchObject({
      snapshotAt: at(1),
      standingError: { code: 'broker_unavailable', consecutiveFailures: 3, retryAt: at(9), at: at(1) },
    });
    expect(await commit({ snapshot: full })).toBe('written');
    expect(await read()).toMatchObject({ standingError: undefined });
    expect(await firestore.read(paths.lastSyncError('alice'))).toBeUndefined();
  });

  it('never say that a trade was updated before it was made', async () => {
    const trades = firestore.db.collection(paths.shadowTrades('alice'));
    await trades
      .doc('late')
      .set(variantOf(shadowTrade, openTrade('AAPL', 'BUY', '1', '20'), { createdAt: at(3) }));
    await trades
      .doc('early')
      .set(variantOf(shadowTrade, openTrade('AAPL', 'BUY', '1', '20'), { createdAt: at(0) }));
    const { trades: open } = await tenantReader(firestore.db).openTrades('alice');
    const { marks } = markTrades(open, new Map([[parseTradableSymbol('AAPL'), parsePrice('21')]]));
    await commit({ snapshot: full, marks, at: at(1) });
    const updated = async (id: string) =>
      (await trades.doc(id).get()).get(shadowTrade.names.lastUpdated).toDate();
    expect(await updated('late')).toEqual(at(3));
    expect(await updated('early')).toEqual(at(1));
  });

  it('a newer snapshot that came between reading and writing stays', async () => {
    const stale = await read();
    expect(await commit({ snapshot: full, at: at(5) })).toBe('written');
    expect(await commit({ snapshot: full, at: at(2), state: stale })).toBe('superseded');
    expect((await read()).snapshotAt).toEqual(at(5));
  });

  it('a trade that was closed meanwhile stays closed, and nothing else of the batch is written', async () => {
    const trade = firestore.db.doc(paths.shadowTrade('alice', 't1'));
    await trade.set(openTrade('AAPL', 'BUY', '1', '100'));
    const { trades } = await tenantReader(firestore.db).openTrades('alice');
    const { marks } = markTrades(trades, new Map([[parseTradableSymbol('AAPL'), parsePrice('101')]]));
    await trade.update({ status: 'CLOSED' });
    expect(await commit({ snapshot: full, marks })).toBe('superseded');
    expect(await firestore.read(paths.shadowTrade('alice', 't1'))).toMatchObject({
      status: 'CLOSED',
      [shadowTrade.names.currentPnl]: '0.00',
    });
    expect(await firestore.read(paths.snapshot('alice'))).toBeUndefined();
  });

  it.each([
    ['missing', undefined],
    ['false', { enabled: false }],
    ['no boolean', { enabled: 'true' }],
    ['without the field', { message: 'on' }],
  ])('a kill switch that is %s means off', async (_, data) => {
    if (data) await firestore.db.doc(paths.tradingStatus('alice')).set(data);
    expect((await read()).tradingEnabled).toBe(false);
  });

  it.each([
    ['not configured', { configured: false, environment: 'paper', secretVersion: '1' }],
    ['an unknown environment', { configured: true, environment: 'https://evil.example', secretVersion: '1' }],
    ['a version that is none', { configured: true, environment: 'paper', secretVersion: '../1' }],
  ])('a connection with %s counts as none', async (_, data) => {
    await firestore.db.doc(paths.brokerConfig('alice', 'alpaca')).set(variantOf(brokerConfig, {}, data));
    expect((await read()).connection).toBeUndefined();
  });

  it.each([
    ['a float for a price', { [shadowTrade.names.entryPrice]: 100.5 }],
    ['a negative quantity', { quantity: '-1' }],
    ['an unknown side', { side: 'HOLD' }],
    ['a symbol that is none', { symbol: 'not a symbol' }],
  ])('a trade with %s is named and the others are read', async (_, broken) => {
    const trades = firestore.db.collection(paths.shadowTrades('alice'));
    await trades.doc('good').set(openTrade('AAPL', 'BUY', '1', '100'));
    await trades.doc('bad').set({ ...openTrade('AAPL', 'BUY', '1', '100'), ...broken });
    const { trades: readable, unreadable } = await tenantReader(firestore.db).openTrades('alice');
    expect([readable.map(({ id }) => id), unreadable.map(({ id }) => id)]).toEqual([['good'], ['bad']]);
    const again = await tenantReader(firestore.db).openTrades('alice');
    expect(again.unreadable).toEqual(unreadable);
    await trades.doc('bad').update({ touched: true });
    const changed = await tenantReader(firestore.db).openTrades('alice');
    expect(changed.unreadable[0]?.version).not.toBe(unreadable[0]?.version);
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
      const ran = await pulse(
        { scheduledAt: at(1) },
        { concurrency: 4, tenantDeadlineMs: 1_000, leaseMs: 90_000, closedMarketMinutes: 5 },
        { ...ports, due: dueTenants(firestore.db), writer: syncWriter(firestore.db) },
      );
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
      const store = { tenants: tenantReader(firestore.db), writer: syncWriter(firestore.db) };
      const options = { scheduledAt: at(1), deadlineMs: 1_000, mode: 'scheduled' } as const;
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

    it('stay on when a broker account is connected while a pulse looks', async () => {
      await firestore.db.doc(paths.tradingStatus('alice')).set({ enabled: true });
      const state = await read();
      await firestore.db.doc(paths.tradingStatus('alice')).update({ connected: true });
      const error = { ...failure, code: 'broker_not_connected' } as const;
      expect(await commit({ state, error })).toBe('superseded');
      expect(await firestore.read(paths.tradingStatus('alice'))).toEqual({ enabled: true, connected: true });
    });
  });
});
