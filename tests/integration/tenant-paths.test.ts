import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { database } from '../../functions/src/data/firestore/firestore.ts';
import type { CallableAuth } from '../support/in-process-auth.ts';
import { type LoopbackFunctions, loopbackFunctions } from '../support/loopback-functions.ts';
import { recordPaths } from '../support/recorded-paths.ts';

/** What a tenant's own calls may look at beside their own documents, and why. */
const SHARED: readonly string[] = [
  // A halt for everybody stands above every tenant's own switch.
  paths.globalTrading(),
];

describe('what a tenant’s calls touch', () => {
  let functions: LoopbackFunctions;
  const sessions = new Map<string, CallableAuth>();
  const call = (uid: string, name: string, data: unknown): Promise<unknown> => {
    const callable = functions.callables.get(name);
    if (!callable) throw new Error(`${name} is not deployed`);
    return callable.run({ data, auth: sessions.get(uid) });
  };

  beforeAll(async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {});
    vi.spyOn(console, 'info').mockImplementation(() => {});
    functions = await loopbackFunctions(vi.stubEnv);
    for (const uid of ['alice', 'bob']) {
      sessions.set(uid, await functions.signIn(uid));
      const keys = { keyId: `PK${uid.toUpperCase().padEnd(18, 'X')}`, secretKey: uid.padEnd(40, 's') };
      await functions.openAccount(keys);
      await call(uid, 'onboard_user', {});
      await call(uid, 'connect_broker', { environment: 'paper', ...keys });
      await database().doc(paths.tradingStatus(uid)).update({ enabled: true });
      await call(uid, 'sync_account', {});
    }
  });
  afterAll(async () => {
    vi.unstubAllEnvs();
    vi.restoreAllMocks();
    await functions.stop();
  });

  it('is under their own path, save what is shared by name', async () => {
    const before = await dumpEverything('bob');
    const recording = recordPaths(database());
    const { tradeId } = (await call('alice', 'open_shadow_trade', {
      symbol: 'AAPL',
      side: 'buy',
      notionalUsd: '500.00',
      idempotencyKey: 'paths-key-1',
    })) as { tradeId: string };
    await call('alice', 'sync_account', {});
    await call('alice', 'get_quote', { symbol: 'AAPL' });
    await call('alice', 'summarize_shadow_trades', {});
    await call('alice', 'close_shadow_trade', { tradeId, idempotencyKey: 'paths-key-2' });
    const { id } = (await call('alice', 'generate_trading_signal', { symbol: 'AAPL' })) as { id: string };
    await call('alice', 'dismiss_signal', { signalId: id });
    await call('alice', 'halt_trading', { reason: 'Enough', closePositions: true });
    await call('alice', 'export_account', {});
    await call('alice', 'disconnect_broker', {});
    const touched = recording.stop();

    expect(touched.length).toBeGreaterThan(20);
    const own = /^(users|callCounts)\/alice(\/|$)/;
    const outside = touched.filter(path => !own.test(path) && !SHARED.includes(path));
    // The export asks for the public profile, which has the tenant's own uid as its name.
    expect(outside.filter(path => path !== paths.traderProfile('alice'))).toEqual([]);
    expect(await dumpEverything('bob')).toEqual(before);
  });

  async function dumpEverything(uid: string): Promise<unknown> {
    const found: Record<string, unknown> = {};
    for (const collection of await database().doc(paths.tenantDocument(uid)).listCollections()) {
      for (const document of (await collection.get()).docs) {
        found[document.ref.path] = [document.updateTime.toMillis(), document.data()];
      }
    }
    return found;
  }
});
