import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../../../test-support/manual-clock.ts';
import { BrokerError } from '../broker-error.ts';
import { type RequestBudget, requestBudget } from '../request-budget.ts';
import { alpacaBroker } from './alpaca-broker.ts';

const access = {
  environment: 'paper',
  credentials: { kind: 'apiKey', keyId: 'PKCANARY', secretKey: 'secret-canary' },
  signal: new AbortController().signal,
} as const;

/** The SDK against a `fetch` that answers from a table, so that the real request building and parsing run. */
function brokerAnswering(
  answer: (url: URL, init: RequestInit | undefined) => Response | Promise<Response>,
  budget?: RequestBudget,
) {
  const urls: URL[] = [];
  const broker = alpacaBroker({
    timeoutMs: 1_000,
    feed: 'iex',
    ...(budget ? { budget } : {}),
    fetchApi: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      urls.push(url);
      return answer(url, init);
    },
  });
  return { broker, urls };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

const accountBody = {
  id: '0b1c',
  account_number: 'PA1',
  status: 'ACTIVE',
  currency: 'USD',
  equity: '10250.375',
  last_equity: '10000',
  cash: '-12.5',
  buying_power: '20000.1',
  long_market_value: '250.37',
  short_market_value: '0',
  portfolio_value: '10250.37',
  multiplier: '2',
  trading_blocked: false,
};

describe('account', () => {
  it('comes as money to the cent, from the host of its environment', async () => {
    const { broker, urls } = brokerAnswering(() => json(accountBody));
    expect(await broker.account(access)).toMatchObject({
      equity: '10250.38',
      lastEquity: '10000.00',
      cash: '-12.50',
      buyingPower: '20000.10',
      accountBlocked: false,
    });
    await broker.account({ ...access, environment: 'live' });
    expect(urls.map(url => url.host)).toEqual(['paper-api.alpaca.markets', 'api.alpaca.markets']);
  });

  it.each([
    [401, 'credentials_rejected'],
    [403, 'broker_forbidden'],
    [404, 'broker_response_invalid'],
    [429, 'broker_rate_limited'],
    [500, 'broker_unavailable'],
    [503, 'broker_unavailable'],
  ])('HTTP %i is %s, and nothing that the broker said comes along', async (status, code) => {
    const { broker } = brokerAnswering(() => json({ code: 1, message: 'PKCANARY is not welcome' }, status));
    const error = await broker.account(access).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(BrokerError);
    expect(error).toMatchObject({ code, status });
    expect(JSON.stringify(error) + String(error)).not.toContain('CANARY');
  });

  it('carries how long the broker wants to be left alone', async () => {
    const { broker } = brokerAnswering(() => json({ message: 'slow down' }, 429, { 'retry-after': '30' }));
    await expect(broker.account(access)).rejects.toMatchObject({ retryAfterMs: 30_000 });
  });

  it.each([
    ['no JSON', () => new Response('<html>', { headers: { 'content-type': 'application/json' } })],
    ['an array', () => json([])],
    ['a missing figure', () => json({ ...accountBody, equity: undefined })],
    ['a figure that is none', () => json({ ...accountBody, equity: 'NaN' })],
    ['a number instead of a decimal string', () => json({ ...accountBody, equity: 10250.37 })],
  ])('%s is an invalid answer', async (_, answer) => {
    const { broker } = brokerAnswering(answer);
    await expect(broker.account(access)).rejects.toMatchObject({ code: 'broker_response_invalid' });
  });

  it('a connection that breaks is unreachable', async () => {
    const { broker } = brokerAnswering(() => Promise.reject(new TypeError('fetch failed')));
    await expect(broker.account(access)).rejects.toMatchObject({ code: 'broker_unreachable' });
  });

  it('a caller that gives up ends the request as a timeout', async () => {
    const controller = new AbortController();
    const { broker } = brokerAnswering((_, init) => {
      const { promise, reject } = Promise.withResolvers<Response>();
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
      controller.abort(new DOMException('enough', 'TimeoutError'));
      return promise;
    });
    await expect(broker.account({ ...access, signal: controller.signal })).rejects.toMatchObject({
      code: 'broker_timeout',
    });
  });
});

describe('positions', () => {
  const body = {
    asset_id: 'a',
    exchange: 'CRYPTO',
    asset_class: 'crypto',
    symbol: 'BTCUSD',
    qty: '0.5',
    side: 'long',
    avg_entry_price: '40000.1234567891',
    current_price: '41000',
    market_value: '20500.005',
    cost_basis: '20000',
    unrealized_pl: '-0.005',
  };

  it('round once, at the edge', async () => {
    const { broker } = brokerAnswering(() => json([body]));
    expect(await broker.positions(access)).toMatchObject([
      { avgEntryPrice: '40000.123456789', marketValue: '20500.00', unrealizedPnl: '0.00', quantity: '0.5' },
    ]);
  });

  it.each([null, undefined, '', 'n/a', 12])(
    'with %j for a figure keep the others, and each other',
    async figure => {
      const figures = ['avg_entry_price', 'current_price', 'market_value', 'cost_basis', 'unrealized_pl'];
      const unknown = Object.fromEntries(figures.map(name => [name, figure]));
      const { broker } = brokerAnswering(() =>
        json([
          { ...body, ...unknown },
          { ...body, symbol: 'ETHUSD' },
        ]),
      );
      expect(await broker.positions(access)).toMatchObject([
        {
          symbol: 'BTC/USD',
          quantity: '0.5',
          avgEntryPrice: null,
          currentPrice: null,
          marketValue: null,
          costBasis: null,
          unrealizedPnl: null,
        },
        { symbol: 'ETH/USD', marketValue: '20500.00' },
      ]);
    },
  );

  it.each(['symbol', 'qty', 'side'])('without %s are refused: what is held cannot be told', async name => {
    const { broker } = brokerAnswering(() => json([{ ...body, [name]: null }]));
    await expect(broker.positions(access)).rejects.toMatchObject({ code: 'broker_response_invalid' });
  });

  it.each([
    ['crypto', 'BTCUSD', 'BTC/USD'],
    ['crypto', 'ETHUSDT', 'ETH/USDT'],
    ['crypto', 'ETHBTC', 'ETH/BTC'],
    ['crypto', 'BTC/USD', 'BTC/USD'],
    ['us_equity', 'BUSD', 'BUSD'],
  ])('%s %s is %s', async (asset_class, symbol, name) => {
    const { broker } = brokerAnswering(() => json([{ ...body, asset_class, symbol }]));
    expect(await broker.positions(access)).toMatchObject([{ symbol: name }]);
  });
});

describe('latest prices', () => {
  const symbols = ['AAPL', 'MSFT', 'BTC/USD'].map(parseTradableSymbol);

  it('takes one request for stocks and one for crypto', async () => {
    const { broker, urls } = brokerAnswering(url =>
      url.pathname.includes('crypto')
        ? json({ trades: { 'BTC/USD': { p: 43000.5, t: '2026-03-02T15:00:00Z', s: 1, i: 1, tks: 'B' } } })
        : json({
            trades: {
              AAPL: { p: 150.1, t: '2026-03-02T15:00:00Z' },
              MSFT: { p: 300, t: '2026-03-02T15:00:00Z' },
            },
          }),
    );
    expect(Object.fromEntries(await broker.latestPrices(access, symbols))).toEqual({
      AAPL: '150.1',
      MSFT: '300',
      'BTC/USD': '43000.5',
    });
    const asked = urls.map(
      url => `${url.pathname} ${url.searchParams.get('symbols')} ${url.searchParams.get('feed')}`,
    );
    expect(asked.sort()).toEqual([
      '/v1beta3/crypto/us/latest/trades BTC/USD null',
      '/v2/stocks/trades/latest AAPL,MSFT iex',
    ]);
  });

  it.each([-1, 0, null, 'x'])('a price of %j counts as none', async p => {
    const { broker } = brokerAnswering(url =>
      url.pathname.includes('crypto')
        ? json({ trades: {} })
        : json({ trades: { AAPL: { p }, MSFT: { p: 300 } } }),
    );
    expect([...(await broker.latestPrices(access, symbols)).keys()]).toEqual(['MSFT']);
  });
});

describe('many symbols', () => {
  it('are asked for a hundred at a time, each once', async () => {
    const { broker, urls } = brokerAnswering(() => json({ trades: {} }));
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
    const stocks = letters.flatMap(one => letters.map(other => `${one}${other}`)).slice(0, 230);
    const symbols = [...stocks, 'BTC/USD', 'ETH/USD'].map(parseTradableSymbol);
    await broker.latestPrices(access, symbols);
    const asked = urls.map(url => url.searchParams.get('symbols')?.split(',') ?? []);
    expect(asked.map(list => list.length).toSorted((one, other) => one - other)).toEqual([2, 30, 100, 100]);
    expect(asked.flat().toSorted()).toEqual(symbols.toSorted());
  });
});

describe('the budget of an account', () => {
  it('is taken by every request, and refuses before one is sent', async () => {
    const budget = requestBudget(3, new ManualClock('2026-03-02T15:00:00.000Z'));
    const { broker, urls } = brokerAnswering(
      url => json(url.pathname.endsWith('account') ? accountBody : { trades: {} }),
      budget,
    );
    await broker.account(access);
    await broker.latestPrices(access, ['AAPL', 'BTC/USD'].map(parseTradableSymbol));
    await expect(broker.account(access)).rejects.toMatchObject({
      code: 'broker_rate_limited',
      retryAfterMs: expect.any(Number),
    });
    expect(urls).toHaveLength(3);
    await broker.account({ ...access, environment: 'live' });
    expect(urls).toHaveLength(4);
  });
});
