import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as paths from '../../domain/src/paths.ts';
import { dump } from '../support/firestore-dump.ts';
import { openTrade } from '../support/shadow-trade.ts';
import { type RunningStack, startStack } from '../support/stack.ts';
import { type Tenant, World } from '../support/world.ts';

const MINUTE_MS = 60_000;
/** A minute that is over, so that every sync of this test happens at or after it. */
const firstMinute = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
const laterMinute = (minutes: number) => new Date(firstMinute.getTime() + minutes * MINUTE_MS);

let stack: RunningStack;
let world: World;
const tenants: Record<string, Tenant> = {};

const uid = (name: string): string => {
  const tenant = tenants[name];
  if (!tenant) throw new Error(`no tenant ${name}`);
  return tenant.uid;
};

/** Tenants whose broker misbehaves, and the code that their error must carry. */
const FAULTS = {
  hanging: [{ kind: 'hang' }, 'broker_timeout'],
  limited: [{ kind: '429' }, 'broker_rate_limited'],
  broken: [{ kind: '500' }, 'broker_unavailable'],
  malformed: [{ kind: 'malformed' }, 'broker_response_invalid'],
  forbidden: [{ kind: '403' }, 'broker_forbidden'],
  reset: [{ kind: 'reset' }, 'broker_unreachable'],
} as const;

beforeAll(async () => {
  stack = await startStack();
  world = new World(stack);
  await world.freezeMarket();

  tenants.healthy = await world.tenant('healthy', [{ symbol: 'AAPL', qty: '10' }]);
  tenants.trader = await world.tenant('trader');
  const trades = world.db.collection(paths.shadowTrades(tenants.trader.uid));
  await trades.doc('long-stock').set(openTrade('AAPL', 'BUY', '2', '20'));
  await trades.doc('short-stock').set(openTrade('SPY', 'SELL', '3', '1000'));
  await trades.doc('long-crypto').set(openTrade('BTC/USD', 'BUY', '0.5', '1'));
  await trades.doc('short-crypto').set(openTrade('ETH/USD', 'SELL', '0.000000001', '1000000'));
  await trades.doc('closed').set({ ...openTrade('AAPL', 'BUY', '1', '20'), status: 'CLOSED' });

  tenants.wrongKeys = await world.tenant('wrong-keys');
  await world.fault(tenants.wrongKeys, { kind: '401' });

  tenants.noKeys = await world.person('no-keys');
  await world.call(tenants.noKeys, 'onboard_user', {});
  await world.switchTrading(tenants.noKeys.uid, true);

  tenants.off = await world.tenant('off');
  await world.switchTrading(tenants.off.uid, false);
  tenants.noSwitch = await world.tenant('no-switch');
  await world.db.doc(paths.tradingStatus(tenants.noSwitch.uid)).delete();

  for (const [name, [fault]] of Object.entries(FAULTS)) {
    const tenant = await world.tenant(name);
    tenants[name] = tenant;
    await world.fault(tenant, fault);
  }
  for (const [name, kind] of [
    ['missingPrice', 'missing-price'],
    ['negativePrice', 'negative-price'],
  ] as const) {
    const tenant = await world.tenant(name);
    tenants[name] = tenant;
    const own = world.db.collection(paths.shadowTrades(tenant.uid));
    await own.doc('priced').set(openTrade('BTC/USD', 'BUY', '1', '1'));
    await own.doc('unpriced').set(openTrade('AAPL', 'BUY', '1', '20'));
    await world.fault(tenant, { kind, symbol: 'AAPL' });
  }
  expect(await world.pulse(firstMinute)).toBe(200);
});

afterAll(async () => {
  await world?.db.terminate();
  if (stack) expect(await stack.stop()).toBe(0);
});

describe('one pulse over tenants of every kind', () => {
  it('leaves a snapshot with positions for a healthy tenant', async () => {
    const snapshot = await world.read(paths.snapshot(uid('healthy')));
    expect(snapshot).toMatchObject({
      currency: 'USD',
      account_status: 'ACTIVE',
      positions: [{ symbol: 'AAPL', side: 'long', quantity: '10', asset_class: 'us_equity' }],
    });
    for (const field of ['equity', 'buying_power', 'cash', 'last_equity']) {
      expect(snapshot?.[field], field).toMatch(/^\d+\.\d\d$/);
    }
    expect(await world.read(paths.lastSyncError(uid('healthy')))).toBeUndefined();
  });

  it('writes no field that is not on the list', async () => {
    const snapshot = await world.read(paths.snapshot(uid('healthy')));
    expect(Object.keys(snapshot ?? {}).sort()).toEqual([
      'account',
      'account_status',
      'appended_at',
      'around_the_clock',
      'buying_power',
      'cash',
      'connection',
      'currency',
      'due_at',
      'equity',
      'last_equity',
      'open_trades',
      'positions',
      'rebuilt_at',
      'recent',
      'slow_syncs',
      'standing_error',
      'synced_at',
    ]);
    expect(Object.keys(snapshot?.account as object).sort()).toEqual([
      'account_blocked',
      'long_market_value',
      'multiplier',
      'portfolio_value',
      'short_market_value',
      'shorting_enabled',
      'trading_blocked',
    ]);
  });

  it('marks long and short trades in stock and crypto to the exchange’s price', async () => {
    const prices = await latestPrices();
    const cents = (trade: { side: string; quantity: string; entry: string; price: string }) => {
      const move = (scaled(trade.price) - scaled(trade.entry)) * scaled(trade.quantity);
      return move * (trade.side === 'BUY' ? 1n : -1n);
    };
    for (const [id, symbol, side, quantity, entry] of [
      ['long-stock', 'AAPL', 'BUY', '2', '20'],
      ['short-stock', 'SPY', 'SELL', '3', '1000'],
      ['long-crypto', 'BTC/USD', 'BUY', '0.5', '1'],
      ['short-crypto', 'ETH/USD', 'SELL', '0.000000001', '1000000'],
    ] as const) {
      const trade = await world.read(paths.shadowTrade(uid('trader'), id));
      const price = prices[symbol];
      expect(trade?.current_price, id).toBe(price);
      const exact = cents({ side, quantity, entry, price: price ?? '0' });
      // Within half a cent of the exact product, in units of 10^-18.
      const difference = scaled(String(trade?.current_pnl)) * 10n ** 9n - exact;
      expect(difference <= 5n * 10n ** 15n && difference >= -5n * 10n ** 15n, id).toBe(true);
      expect(trade?.status).toBe('OPEN');
    }
  });

  it('leaves a closed trade alone', async () => {
    expect(await world.read(paths.shadowTrade(uid('trader'), 'closed'))).toMatchObject({
      status: 'CLOSED',
      current_pnl: '0.00',
    });
  });

  it.each<[string, string]>([
    ['wrongKeys', 'credentials_rejected'],
    ['noKeys', 'broker_not_connected'],
    ...Object.entries(FAULTS).map(([name, [, code]]): [string, string] => [name, code]),
  ])('%s: a first failure with code %s, and no account', async (name, code) => {
    const error = await world.read(paths.lastSyncError(uid(name)));
    expect(error).toMatchObject({ code, consecutive_failures: 1 });
    expect(String(error?.error)).toMatch(/^[A-Z].{10,}\.$/);
    const snapshot = await world.read(paths.snapshot(uid(name)));
    expect(snapshot).toMatchObject({ standing_error: { code, consecutive_failures: 1 } });
    expect(snapshot?.synced_at).toBeUndefined();
  });

  it.each(['missingPrice', 'negativePrice'])(
    '%s: what has a price is marked, what has none keeps its mark',
    async name => {
      expect(await world.read(paths.lastSyncError(uid(name)))).toMatchObject({ code: 'price_unavailable' });
      expect(await world.read(paths.snapshot(uid(name)))).toBeDefined();
      const [priced, unpriced] = await Promise.all(
        ['priced', 'unpriced'].map(id => world.read(paths.shadowTrade(uid(name), id))),
      );
      expect(priced?.current_price).not.toBe('1');
      expect(unpriced).toMatchObject({ current_price: '20', current_pnl: '0.00' });
    },
  );

  it.each(['off', 'noSwitch'])('%s: nothing is asked or written', async name => {
    expect((await world.read(paths.snapshot(uid(name))))?.synced_at).toBeUndefined();
    expect(await world.read(paths.lastSyncError(uid(name)))).toBeUndefined();
  });

  it('counts every tenant once, save who has no switch at all', async () => {
    const pulse = await world.read(paths.lastPulse());
    expect(pulse).toMatchObject({ success_count: 2, error_count: 10, skipped_count: 1 });
    expect(Number(pulse?.duration_ms)).toBeGreaterThan(0);
    expect(Object.keys(tenants)).toHaveLength(14);
  });
});

describe('the same minute again', () => {
  it('leaves the same documents, delivered afterwards or twice at once', async () => {
    const before = await dump(world.db);
    await world.pulse(firstMinute);
    expect(await dump(world.db)).toEqual(before);
    await Promise.all([world.pulse(firstMinute), world.pulse(firstMinute)]);
    expect(await dump(world.db)).toEqual(before);
  });

  it('an older minute that arrives late changes nothing either', async () => {
    const before = await dump(world.db);
    await world.pulse(laterMinute(-1));
    expect(await dump(world.db)).toEqual(before);
  });
});

describe('sync_account', () => {
  it('works with the kill switch off', async () => {
    const answer = await world.call(tenants.off ?? {}, 'sync_account', {});
    expect(answer).toMatchObject({ status: 200, result: { status: 'synced', tradesMarked: 0 } });
    expect(await world.read(paths.snapshot(uid('off')))).toBeDefined();
  });

  it('tells a trader what to do, counts the failure, and is mended by the next success', async () => {
    const tenant = tenants.broken;
    if (!tenant) throw new Error('no tenant');
    expect(await world.call(tenant, 'sync_account', {})).toMatchObject({ error: { status: 'UNAVAILABLE' } });
    expect(await world.read(paths.snapshot(tenant.uid))).toMatchObject({
      standing_error: { consecutive_failures: 2 },
    });
    await world.noFault(tenant);
    expect(await world.call(tenant, 'sync_account', {})).toMatchObject({ result: { status: 'synced' } });
    expect(await world.read(paths.lastSyncError(tenant.uid))).toBeUndefined();
  });

  it('needs a sign-in', async () => {
    expect(await world.call({}, 'sync_account', {})).toMatchObject({ error: { status: 'UNAUTHENTICATED' } });
  });
});

describe('generate_trading_signal', () => {
  const ask = (name: string, data: unknown) =>
    world.call(tenants[name] ?? {}, 'generate_trading_signal', data);

  it('asks Vertex AI, and stores what it answers within the account’s budget', async () => {
    const answer = await ask('healthy', { symbol: 'AAPL', marketConditions: 'calm' });
    const snapshotPath = paths.snapshot(uid('healthy'));
    expect(answer).toMatchObject({ status: 200, result: { snapshotPath, signal: { symbol: 'AAPL' } } });
    const stored = await world.db.collection(paths.signals(uid('healthy'))).get();
    expect(stored.docs.map(document => document.data())).toEqual([
      expect.objectContaining({
        symbol: 'AAPL',
        model: expect.stringContaining('gemini'),
        snapshot_path: snapshotPath,
      }),
    ]);
  });

  it.each([
    ['nothing', null],
    ['no conditions', {}],
    ['undefined conditions', { marketConditions: null }],
    ['undefined fields', { symbol: null, marketConditions: null }],
    ['text', { marketConditions: 'Bullish trend, low volatility' }],
    ['an object', { marketConditions: { trend: 'bullish', vix: 14.2, sectors: ['tech', null] } }],
    ['a list', { symbol: 'AAPL', marketConditions: ['calm', { volume: 'low' }] }],
  ])('takes %s, as client libraries send it', async (_name, data) => {
    const snapshotPath = paths.snapshot(uid('healthy'));
    expect(await ask('healthy', data)).toMatchObject({ status: 200, result: { snapshotPath } });
  });

  it('refuses without a snapshot, and says so', async () => {
    expect(await ask('noKeys', { symbol: 'AAPL' })).toMatchObject({
      error: { status: 'FAILED_PRECONDITION', message: expect.stringContaining('Missing account snapshot') },
    });
  });

  it('takes nobody’s word for who asks', async () => {
    expect(await ask('healthy', { symbol: 'AAPL', userId: uid('trader') })).toMatchObject({
      error: { status: 'INVALID_ARGUMENT' },
    });
  });
});

/** What the exchange says, asked directly. */
async function latestPrices(): Promise<Record<string, string>> {
  const { keyId, secretKey } = tenants.healthy ?? { keyId: '', secretKey: '' };
  const headers = { 'apca-api-key-id': keyId, 'apca-api-secret-key': secretKey };
  const ask = async (path: string): Promise<[string, string][]> => {
    const answer = await fetch(`http://${stack.address('alpaca')}${path}`, { headers });
    const { trades } = (await answer.json()) as { trades: Record<string, { p: number }> };
    return Object.entries(trades).map(([symbol, { p }]) => [symbol, String(p)]);
  };
  return Object.fromEntries([
    ...(await ask('/v2/stocks/trades/latest?symbols=AAPL,SPY')),
    ...(await ask('/v1beta3/crypto/us/latest/trades?symbols=BTC/USD,ETH/USD')),
  ]);
}

/** A decimal as an integer number of 10^-9. */
function scaled(text: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.');
  const value = BigInt(whole) * 10n ** 9n + BigInt(fraction.padEnd(9, '0').slice(0, 9));
  return text.startsWith('-') ? -value : value;
}
