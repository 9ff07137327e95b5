import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AccountClient, TestExchange } from '../../test-support/alpaca/exchange.ts';
import { address } from './router.ts';

let exchange: TestExchange;
let client: AccountClient;
beforeAll(async () => {
  exchange = await TestExchange.start();
  await exchange.setClock({ frozen: true });
  client = await exchange.open('FAULTY', { positions: [{ symbol: 'AAPL', qty: '1' }] });
});
afterAll(() => exchange.close());

interface Trades {
  readonly trades: Readonly<Record<string, { p: number }>>;
}

type Counts = Readonly<Record<string, { total: number }>>;

const ACCOUNT = '/v2/account';
const TRADES = '/v2/stocks/trades/latest?symbols=AAPL,SPY';

async function setFault(fault: Record<string, unknown>): Promise<void> {
  const answer = await exchange.send('PUT', '/control/accounts/FAULTY/fault', fault);
  expect(answer.status, answer.text).toBe(200);
}

async function clearFault(): Promise<void> {
  expect((await exchange.send('DELETE', '/control/accounts/FAULTY/fault')).status).toBe(204);
}

describe('addresses', () => {
  it.each([
    ['/paper-api.alpaca.markets/v2/account', 'trading', 'paper', '/v2/account'],
    ['/api.alpaca.markets/v2/account', 'trading', 'live', '/v2/account'],
    ['/data.alpaca.markets/v2/stocks/bars', 'data', undefined, '/v2/stocks/bars'],
    ['/v2/account', 'trading', 'paper', '/v2/account'],
    ['/v2/stocks/bars', 'data', undefined, '/v2/stocks/bars'],
    ['/v1beta3/crypto/us/bars', 'data', undefined, '/v1beta3/crypto/us/bars'],
    ['/v1beta1/news', 'data', undefined, '/v1beta1/news'],
    ['/control/clock', 'control', undefined, '/control/clock'],
  ])('%s', (path, api, environment, rest) => {
    expect(address(path)).toEqual({
      surface: environment === undefined ? { api } : { api, environment },
      path: rest,
    });
  });
});

describe('faults', () => {
  it.each([
    ['401', 401],
    ['403', 403],
    ['429', 429],
    ['500', 500],
  ])('%s answers %d until it is removed', async (kind, status) => {
    await setFault({ kind });
    for (const _ of [1, 2]) expect((await client.trading('GET', ACCOUNT)).status).toBe(status);
    expect((await client.data<Trades>(TRADES)).status).toBe(status);
    await clearFault();
    expect((await client.trading('GET', ACCOUNT)).status).toBe(200);
  });

  it('429 carries the headers of a spent minute', async () => {
    await setFault({ kind: '429', times: 1 });
    const { headers, body } = await client.trading('GET', ACCOUNT);
    expect(body).toEqual({ code: 42910000, message: 'rate limit exceeded' });
    expect(headers.get('x-ratelimit-remaining')).toBe('0');
    expect(Number(headers.get('x-ratelimit-reset')) * 1000).toBe(exchange.wall.ms + 60_000);
  });

  it('hits as often, and where, it was told to', async () => {
    await setFault({ kind: '500', times: 2, pathPrefix: '/v2/positions' });
    expect((await client.trading('GET', ACCOUNT)).status).toBe(200);
    const statuses = [];
    for (const _ of [1, 2, 3]) statuses.push((await client.trading('GET', '/v2/positions')).status);
    expect(statuses).toEqual([500, 500, 200]);
    expect((await exchange.send('GET', '/control/accounts/FAULTY/fault')).body).toBeNull();
  });

  it('hits one account only', async () => {
    const other = await exchange.open('HEALTHY');
    await setFault({ kind: '500', times: 1 });
    expect((await other.trading('GET', ACCOUNT)).status).toBe(200);
    await clearFault();
  });

  it('malformed answers 200 with JSON that breaks off', async () => {
    await setFault({ kind: 'malformed', times: 1 });
    const { status, text, body } = await client.trading('GET', ACCOUNT);
    expect([status, body]).toEqual([200, undefined]);
    expect(text.startsWith('{"id":')).toBe(true);
  });

  it('missing-price leaves the symbol out, and makes a position’s price null', async () => {
    await setFault({ kind: 'missing-price', symbol: 'AAPL' });
    expect(Object.keys((await client.data<Trades>(TRADES)).body.trades)).toEqual(['SPY']);
    expect(Object.keys((await client.data('/v2/stocks/snapshots?symbols=AAPL,SPY')).body)).toEqual(['SPY']);
    expect((await client.data('/v2/stocks/AAPL/trades/latest')).body).toMatchObject({ trade: { p: null } });
    expect((await client.trading('GET', '/v2/positions')).body).toMatchObject([{ current_price: null }]);
    await setFault({ kind: 'missing-price' });
    expect((await client.data<Trades>(TRADES)).body).toEqual({ trades: {} });
    await clearFault();
  });

  it('negative-price turns the prices of the symbol negative and nothing else', async () => {
    const sound = (await client.data<Trades>(TRADES)).body.trades;
    await setFault({ kind: 'negative-price', symbol: 'AAPL' });
    const { trades } = (await client.data<Trades>(TRADES)).body;
    expect(trades.AAPL).toEqual({ ...sound.AAPL, p: -(sound.AAPL?.p ?? 0) });
    expect(trades.SPY).toEqual(sound.SPY);
    await clearFault();
  });

  it('reset breaks the connection', async () => {
    await setFault({ kind: 'reset', times: 1 });
    await expect(client.trading('GET', ACCOUNT)).rejects.toThrow('fetch failed');
  });

  it('slow answers all the same', async () => {
    await setFault({ kind: 'slow', delayMs: 5, times: 1 });
    expect((await client.trading('GET', ACCOUNT)).status).toBe(200);
  });

  it('hang never answers, and does not keep the exchange from closing', async () => {
    const own = await TestExchange.start();
    const hanging = await own.open('HANGING');
    await own.send('PUT', '/control/accounts/HANGING/fault', { kind: 'hang' });
    const call = hanging.trading('GET', ACCOUNT).then(
      () => 'answered',
      () => 'cut off',
    );
    for (let total = 0; total === 0; ) {
      total = (await own.send<Counts>('GET', '/control/requests')).body.HANGING?.total ?? 0;
    }
    await own.close();
    expect(await call).toBe('cut off');
  });

  it.each([
    { kind: 'nonsense' },
    { kind: '500', times: 0 },
    { kind: '500', extra: 1 },
    {},
    'text',
    '{"kind":',
  ])('refuses %j', async fault => {
    expect((await exchange.send('PUT', '/control/accounts/FAULTY/fault', fault)).status).toBe(400);
  });
});

describe('control', () => {
  it('opens an account once, and refuses its key id to another', async () => {
    const account = { keyId: 'ONCE', secretKey: 's', environment: 'paper', cash: '12.34' };
    const first = await exchange.send('POST', '/control/accounts', account);
    const again = await exchange.send('POST', '/control/accounts', { ...account, cash: '99' });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toMatchObject({ account: { cash: '12.34' } });
    expect((await exchange.send('POST', '/control/accounts', { ...account, secretKey: 't' })).status).toBe(
      409,
    );
    expect(
      (await exchange.send('POST', '/control/accounts', { ...account, environment: 'live' })).status,
    ).toBe(409);
    expect(first.text + again.text).not.toContain('secret');
  });

  it.each([
    [{ keyId: 'A' }],
    [{ keyId: 'A', secretKey: 's', environment: 'demo' }],
    [{ keyId: 'A', secretKey: 's', environment: 'paper', cash: '1e9' }],
    [{ keyId: 'A', secretKey: 's', environment: 'paper', positions: [{ symbol: 'NOPE', qty: '1' }] }],
    [[]],
  ])('refuses the account %j', async account => {
    const { status, body } = await exchange.send('POST', '/control/accounts', account);
    expect(status).toBe(400);
    expect(body.message).toEqual(expect.any(String));
  });

  it('blocks an account', async () => {
    const blocked = await exchange.open('BLOCKED', { status: 'ACCOUNT_UPDATED' });
    expect((await blocked.trading('GET', ACCOUNT)).body.status).toBe('ACCOUNT_UPDATED');
    await exchange.send('PUT', '/control/accounts/BLOCKED', { status: 'ACTIVE', tradingBlocked: true });
    expect((await blocked.trading('GET', ACCOUNT)).body).toMatchObject({
      status: 'ACTIVE',
      trading_blocked: true,
    });
    const order = { symbol: 'AAPL', qty: '1', side: 'buy', type: 'market', time_in_force: 'day' };
    expect((await blocked.trading('POST', '/v2/orders', order)).status).toBe(403);
  });

  it('counts requests', async () => {
    await exchange.send('DELETE', '/control/requests');
    await client.trading('GET', ACCOUNT);
    await client.trading('GET', '/v2/positions/AAPL');
    await client.trading('GET', '/v2/positions/SPY');
    expect((await exchange.send('GET', '/control/requests')).body.FAULTY).toEqual({
      total: 3,
      routes: { 'GET /v2/account': 1, 'GET /v2/positions/:symbol': 2 },
    });
  });

  it.each([
    { marketTime: '1999-01-01T00:00:00Z' },
    { marketTime: 'now' },
    { speed: 0 },
    { speed: '2' },
    { pace: 1 },
  ])('refuses the clock %j', async change => {
    expect((await exchange.send('PUT', '/control/clock', change)).status).toBe(400);
  });
});

/** Sends a request line as it is: `fetch` would tidy it up. */
function raw(method: string, path: string, body: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { host, port } = exchange.running;
    const sent = httpRequest({ host, port, method, path, headers: client.headers }, response => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('requests that make no sense', () => {
  it('get an answer below 500', async () => {
    const segment = fc.constantFrom(
      'v2',
      'v1beta3',
      'orders',
      'positions',
      'stocks',
      'crypto',
      'us',
      'bars',
      'latest',
      'account',
      '%',
      '%00',
      '..',
      'AAPL',
      '',
      'data.alpaca.markets',
      'paper-api.alpaca.markets',
      'control',
      'accounts',
      'FAULTY',
      '__proto__',
      'news',
      'calendar',
      'clock',
      'assets',
      'activities',
    );
    const value = fc.constantFrom(
      '',
      '-1',
      '0',
      '1e9',
      'NaN',
      'AAPL',
      '__proto__',
      '%ff',
      '2017-13-45',
      '9'.repeat(400),
      'asc',
      'null',
    );
    const name = fc.constantFrom(
      'symbols',
      'limit',
      'start',
      'end',
      'page_token',
      'timeframe',
      'sort',
      'qty',
      'period',
      'until',
      'status',
      'time',
    );
    const json = fc.oneof(
      fc.json(),
      fc.constantFrom('', '{', 'null', '[]', '{"symbol":{}}', '{"symbol":"AAPL","qty":{"a":1},"side":1}'),
    );
    const cases = fc.record({
      method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'),
      path: fc.array(segment, { maxLength: 6 }),
      query: fc.array(fc.tuple(name, value), { maxLength: 4 }),
      body: json,
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ method, path, query, body }) => {
        fc.pre(!(path.includes('control') && method === 'DELETE'));
        const text = `/${path.join('/')}?${query.map(pair => pair.join('=')).join('&')}`;
        expect(await raw(method, text, body), text).toBeLessThan(500);
      }),
      { numRuns: 400 },
    );
    expect(exchange.lines).toEqual([]);
  });

  it('of any order get an answer below 500, and known fields of any kind', async () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(
        '1',
        '0.5',
        '-1',
        '1e-9',
        'day',
        'gtc',
        'limit',
        'market',
        'AAPL',
        'BTC/USD',
        'buy',
        'sell',
      ),
    );
    const fields = [
      'symbol',
      'qty',
      'notional',
      'side',
      'type',
      'time_in_force',
      'limit_price',
      'stop_price',
      'client_order_id',
    ];
    const orders = fc.record(Object.fromEntries(fields.map(field => [field, anything])), {
      requiredKeys: [],
    });
    await fc.assert(
      fc.asyncProperty(orders, async order => {
        expect((await client.trading('POST', '/v2/orders', order)).status).toBeLessThan(500);
      }),
      { numRuns: 150 },
    );
  });

  it('that are too large, or no HTTP at all, do not stop it', async () => {
    expect((await client.trading('POST', '/v2/orders', `{"symbol":"${'A'.repeat(70_000)}"}`)).status).toBe(
      413,
    );
    await new Promise<void>(resolve => {
      const socket = connect(exchange.running.port, exchange.running.host, () =>
        socket.end('\x00\x01nonsense\r\n\r\n'),
      );
      socket.on('close', () => resolve());
      socket.on('error', () => resolve());
      socket.resume();
    });
    expect((await client.trading('GET', ACCOUNT)).status).toBe(200);
  });
});
