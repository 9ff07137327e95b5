import { setImmediate } from 'node:timers/promises';
import { parseMoney } from '@agenttrader/domain/money/money';
import { heldBack, readAnswer } from '@agenttrader/domain/signals/read-answer';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import { type App, deleteApp, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore, Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { signalQuota } from '../../functions/src/data/signals/signal-quota.ts';
import { signalStore } from '../../functions/src/data/signals/signal-store.ts';
import { snapshotReader } from '../../functions/src/data/signals/snapshot-reader.ts';
import { tradeCapReader } from '../../functions/src/data/signals/trade-cap-reader.ts';
import { usageQuota } from '../../functions/src/data/tenants/usage-quota.ts';
import type { SignalQuota } from '../../functions/src/signals/ports.ts';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

// The client must not go looking for a cloud machine's metadata server.
process.env.METADATA_SERVER_DETECTION = 'none';

const now = new Date('2026-03-02T23:59:59.000Z');
const day = 'usage/2026-03-02';

let server: RunningFirestore;
let app: App;
let db: Firestore;
let tenants = 0;
let uid = '';

beforeAll(async () => {
  server = await startFirestore({ port: 0 });
  process.env.FIRESTORE_EMULATOR_HOST = `127.0.0.1:${server.port}`;
  app = initializeApp({ projectId: 'demo-signal-data' });
  db = getFirestore(app);
});
beforeEach(async () => {
  tenants += 1;
  uid = `tenant-${tenants}`;
  for (const tenant of [uid, `${uid}-other`]) await db.doc(`users/${tenant}`).set({ onboarded: true });
});
afterAll(async () => {
  await db.terminate();
  await deleteApp(app);
  await server.close();
  delete process.env.FIRESTORE_EMULATOR_HOST;
});

const stored = async (path: string) => (await db.doc(`users/${uid}/${path}`).get()).data();

describe('the quota', () => {
  test.each([1, 5])('of ten gives exactly ten of a hundred, spread over %i instances', async instances => {
    const quotas = Array.from({ length: instances }, () => usageQuota(db, 'summedPages'));
    const answers = await Promise.all(
      Array.from({ length: 20 * 5 }, (_, index) => quotas[index % instances]?.take(uid, 10, now)),
    );
    expect(answers.filter(answer => answer === 'taken')).toHaveLength(10);
    expect(answers.filter(answer => answer === 'exhausted')).toHaveLength(90);
    expect(await stored(day)).toMatchObject({ summed_pages: 10 });
  });

  test('is each tenant’s, each day’s and each kind’s own', async () => {
    const quota = usageQuota(db, 'summedPages');
    expect(await quota.take(uid, 1, now)).toBe('taken');
    expect(await quota.take(uid, 1, now)).toBe('exhausted');
    expect(await quota.take(uid, 1, new Date(now.getTime() + 1_000))).toBe('taken');
    expect(await quota.take(`${uid}-other`, 1, now)).toBe('taken');
    expect(await usageQuota(db, 'backtests').take(uid, 1, now)).toBe('taken');
    expect(await stored(day)).toMatchObject({ summed_pages: 1, backtests: 1 });
  });

  test.each(['many', -1, 1.5, null])('counts as used up where the count is %j', async summed_pages => {
    await db.doc(`users/${uid}/${day}`).set({ summed_pages });
    expect(await usageQuota(db, 'summedPages').take(uid, 10, now)).toBe('exhausted');
    expect(await stored(day)).toMatchObject({ summed_pages });
  });

  test.each([undefined, { onboarded: false, deleting: true }])(
    'counts nothing for a tenant of %j',
    async profile => {
      const tenant = db.doc(`users/${uid}`);
      await (profile ? tenant.set(profile) : tenant.delete());
      await expect(usageQuota(db, 'summedPages').take(uid, 10, now)).rejects.toMatchObject({
        code: 'failed-precondition',
      });
      expect(await stored(day)).toBeUndefined();
    },
  );

  test('of nothing lets nothing through', async () => {
    expect(await usageQuota(db, 'summedPages').take(uid, 0, now)).toBe('exhausted');
    expect(await stored(day)).toBeUndefined();
  });
});

describe('the questions', () => {
  const count = async () => (await stored(day))?.signals;
  const ended = async (quota: SignalQuota, lease: string, takenAt: Date, counts: boolean) =>
    quota.end(uid, { lease, takenAt, counts });

  test.each([1, 5])('of a tenant are two at a time, on %i instances', async instances => {
    const quotas = Array.from({ length: instances }, () => signalQuota(db));
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => quotas[index % instances]?.begin(uid, 50, now)),
    );
    expect(answers.filter(answer => typeof answer === 'object')).toHaveLength(2);
    expect(answers.filter(answer => answer === 'busy')).toHaveLength(28);
    expect(await count()).toBe(2);
  });

  test('are never asked more often than is counted, whatever becomes of them', async () => {
    const [here, there] = [signalQuota(db), signalQuota(db)];
    let asked = 0;
    let running = 0;
    let mostRunning = 0;
    const one = async (quota: SignalQuota) => {
      const begun = await quota.begin(uid, 12, now);
      if (typeof begun !== 'object') return begun;
      asked += 1;
      running += 1;
      mostRunning = Math.max(mostRunning, running);
      await setImmediate();
      running -= 1;
      // Every answer is lost on its way.
      await ended(quota, begun.lease, now, true);
      return 'ended';
    };
    for (let round = 0; round < 12; round += 1) {
      await Promise.all(Array.from({ length: 16 }, (_, index) => one(index % 2 === 0 ? here : there)));
    }
    expect(asked).toBe(12);
    expect(await count()).toBe(12);
    expect(mostRunning).toBeLessThanOrEqual(2);
    expect(await here.begin(uid, 12, now)).toBe('exhausted');
  });

  test('that reached nobody are given back, once', async () => {
    const quota = signalQuota(db);
    const [first, second] = [await quota.begin(uid, 3, now), await quota.begin(uid, 3, now)];
    if (typeof first !== 'object' || typeof second !== 'object') throw new Error('refused');
    await ended(quota, first.lease, now, false);
    await ended(quota, first.lease, now, false);
    expect(await stored(day)).toMatchObject({ signals: 1, signals_in_flight: { [second.lease]: {} } });
  });

  test('whose instance died give their place back after 90 seconds, and stay counted', async () => {
    const quota = signalQuota(db);
    const noon = new Date('2026-03-02T12:00:00Z');
    await quota.begin(uid, 50, noon);
    await quota.begin(uid, 50, noon);
    expect(await quota.begin(uid, 50, new Date(noon.getTime() + 89_999))).toBe('busy');
    expect(await quota.begin(uid, 50, new Date(noon.getTime() + 90_000))).toMatchObject({});
    expect(await count()).toBe(3);
  });

  test('are two at a time across midnight', async () => {
    const quota = signalQuota(db);
    const begun = await quota.begin(uid, 50, now);
    await quota.begin(uid, 50, now);
    const tomorrow = new Date(now.getTime() + 2_000);
    expect(await quota.begin(uid, 50, tomorrow)).toBe('busy');
    if (typeof begun !== 'object') throw new Error('refused');
    await ended(quota, begun.lease, now, true);
    expect(await quota.begin(uid, 50, tomorrow)).toMatchObject({});
    expect(await stored('usage/2026-03-03')).toMatchObject({ signals: 1 });
  });

  test.each(['many', -1, 1.5, null])('are used up where the count is %j', async signals => {
    await db.doc(`users/${uid}/${day}`).set({ signals });
    expect(await signalQuota(db).begin(uid, 10, now)).toBe('exhausted');
    expect(await stored(day)).toEqual({ signals });
  });

  test('of a tenant who is gone are refused, and end without a trace', async () => {
    await db.doc(`users/${uid}`).delete();
    await expect(signalQuota(db).begin(uid, 10, now)).rejects.toMatchObject({ code: 'failed-precondition' });
    await ended(signalQuota(db), 'a-lease', now, false);
    expect(await stored(day)).toBeUndefined();
  });
});

describe('the snapshot', () => {
  const position = {
    symbol: 'AAPL',
    side: 'long',
    asset_class: 'us_equity',
    quantity: '1.5',
    avg_entry_price: '100',
    current_price: '110',
    market_value: '165.00',
    cost_basis: '150.00',
    unrealized_pnl: '15.00',
  };
  const fields = {
    synced_at: Timestamp.fromDate(now),
    equity: '1000.00',
    buying_power: '2000.00',
    cash: '-5.00',
    last_equity: '1000.00',
    currency: 'USD',
    account_status: 'ACTIVE',
    positions: [position],
    account: {},
  };
  const read = async (changes: object) => {
    await db.doc(`users/${uid}/data/snapshot`).set({ ...fields, ...changes });
    return snapshotReader(db).read(uid);
  };

  test('is read as the sync wrote it', async () => {
    expect(await read({})).toEqual({
      syncedAt: now,
      equity: '1000.00',
      cash: '-5.00',
      buyingPower: '2000.00',
      currency: 'USD',
      positions: [
        {
          symbol: 'AAPL',
          side: 'long',
          assetClass: 'us_equity',
          quantity: '1.5',
          marketValue: '165.00',
          unrealizedPnl: '15.00',
        },
      ],
    });
  });

  test('may hold a position whose price nobody knows', async () => {
    const unpriced = { ...position, current_price: null, market_value: null, unrealized_pnl: null };
    expect(await read({ positions: [unpriced] })).toMatchObject({
      positions: [{ symbol: 'AAPL', marketValue: null, unrealizedPnl: null }],
    });
  });

  test('may be missing', async () => {
    expect(await snapshotReader(db).read(uid)).toBe('missing');
  });

  test.each([
    [{ buying_power: 2000 }],
    [{ buying_power: 'NaN' }],
    [{ synced_at: now.toISOString() }],
    [{ positions: [{ ...position, market_value: 165 }] }],
    [{ equity: null }],
  ])('with %j is unreadable', async changes => {
    expect(await read(changes)).toBe('unreadable');
  });
});

describe('the trader’s own limit', () => {
  test.each([
    ['is the starting one without a document', undefined, '1000.00'],
    ['is the starting one without limits', { running: true }, '1000.00'],
    ['is the starting one where it is null', { limits: { max_trade_usd: null } }, '1000.00'],
    ['is an amount', { limits: { max_trade_usd: '250' } }, '250.00'],
    ['is unreadable as a number', { limits: { max_trade_usd: 250 } }, 'unreadable'],
    ['is unreadable as anything else', { limits: 'none' }, 'unreadable'],
  ])('%s', async (_, config, expected) => {
    if (config) await db.doc(`users/${uid}/config/bot`).set(config);
    expect(await tradeCapReader(db).tradeCap(uid)).toBe(expected);
  });
});

describe('a signal', () => {
  const symbol = parseTradableSymbol('AAPL');
  const origin = () => ({
    model: 'gemini-3.5-flash',
    inputsDigest: 'ab'.repeat(32),
    snapshotPath: `users/${uid}/data/snapshot`,
    createdAt: now,
    expiresAt: new Date(now.getTime() + 900_000),
  });
  const common = () => ({
    symbol: 'AAPL',
    strategy_id: null,
    model: 'gemini-3.5-flash',
    source: 'model',
    status: 'pending',
    inputs_digest: 'ab'.repeat(32),
    snapshot_path: `users/${uid}/data/snapshot`,
    created_at: Timestamp.fromDate(now),
    expires_at: Timestamp.fromMillis(now.getTime() + 900_000),
  });

  test('is stored with every field of its own', async () => {
    const text =
      '{"symbol":"AAPL","action":"buy","notional_usd":"9.5","confidence":0.5,"reason":"It rises."}';
    const proposal = readAnswer(text, { candidates: [symbol], budget: parseMoney('10') });
    const id = await signalStore(db).save(uid, { ...proposal, ...origin() });
    expect(await stored(`signals/${id}`)).toEqual({
      ...common(),
      action: 'buy',
      notional_usd: '9.50',
      confidence: 0.5,
      reason: 'It rises.',
      hold_reason: null,
    });
  });

  test("that rests on another tenant's snapshot is not stored", async () => {
    const foreign = { ...heldBack('over_budget', symbol), ...origin() };
    const save = signalStore(db).save(`${uid}-other`, foreign);
    await expect(save).rejects.toThrow('not of this tenant');
    expect((await db.collection(`users/${uid}-other/signals`).get()).empty).toBe(true);
  });

  test('does not come back after its account was deleted', async () => {
    await db.doc(`users/${uid}`).delete();
    const save = signalStore(db).save(uid, { ...heldBack('over_budget', symbol), ...origin() });
    await expect(save).rejects.toMatchObject({ code: 'failed-precondition' });
    expect((await db.collection(`users/${uid}/signals`).get()).empty).toBe(true);
  });

  test('that was held back is stored with why', async () => {
    const id = await signalStore(db).save(uid, { ...heldBack('over_budget', symbol), ...origin() });
    expect(await stored(`signals/${id}`)).toEqual({
      ...common(),
      action: 'hold',
      notional_usd: '0.00',
      confidence: 0,
      reason: 'The model proposed more than the buying power and the limits allow.',
      hold_reason: 'over_budget',
    });
  });
});
