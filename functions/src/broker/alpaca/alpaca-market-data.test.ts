import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import { describe, expect, it } from 'vitest';
import { alpacaMarketData } from './alpaca-market-data.ts';

const access = {
  environment: 'paper',
  credentials: { kind: 'apiKey', keyId: 'PKCANARY', secretKey: 'secret-canary' },
  signal: new AbortController().signal,
} as const;
const since = new Date('2026-01-02T00:00:00Z');
const symbols = ['AAPL', 'SPY', 'BTC/USD'].map(parseTradableSymbol);

/** The SDK against a `fetch` that answers from a table, so that the real request building and parsing run. */
function dataAnswering(answer: (url: URL) => Response | Promise<Response>) {
  const urls: URL[] = [];
  const data = alpacaMarketData({
    timeoutMs: 1_000,
    feed: 'iex',
    fetchApi: async input => {
      const url = new URL(input instanceof Request ? input.url : input);
      urls.push(url);
      return answer(url);
    },
  });
  return { data, urls };
}

const json = (body: unknown, status = 200): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

const bar = (t: string, c: number, changes: Record<string, unknown> = {}) => ({
  t,
  o: c,
  h: c + 1,
  l: c - 0.5,
  c,
  v: 1200,
  n: 10,
  vw: c,
  ...changes,
});

describe('daily bars', () => {
  it('take one request for stocks and one for crypto, and come oldest first', async () => {
    const { data, urls } = dataAnswering(url =>
      url.pathname.includes('crypto')
        ? json({ bars: { 'BTC/USD': [bar('2026-01-05T06:00:00Z', 43_000.5)] }, next_page_token: null })
        : json({
            bars: { AAPL: [bar('2026-01-06T05:00:00Z', 151.25), bar('2026-01-05T05:00:00Z', 150)], SPY: [] },
            next_page_token: null,
          }),
    );
    const bars = await data.dailyBars(access, symbols, since);
    expect([...bars.keys()]).toEqual(['AAPL', 'BTC/USD']);
    expect(bars.get(parseTradableSymbol('AAPL'))).toEqual([
      {
        startsAt: new Date('2026-01-05T05:00:00Z'),
        open: '150',
        high: '151',
        low: '149.5',
        close: '150',
        volume: 1200,
      },
      expect.objectContaining({ close: '151.25' }),
    ]);
    const asked = urls.map(({ pathname, searchParams: query }) =>
      [pathname, ...['symbols', 'timeframe', 'start', 'feed', 'adjustment'].map(key => query.get(key))].join(
        ' ',
      ),
    );
    expect(asked.sort()).toEqual([
      '/v1beta3/crypto/us/bars BTC/USD 1Day 2026-01-02T00:00:00.000Z  ',
      '/v2/stocks/bars AAPL,SPY 1Day 2026-01-02T00:00:00.000Z iex split',
    ]);
  });

  it.each([0, -3, null, 'x'])('leave out a bar that closes at %j', async c => {
    const { data } = dataAnswering(() =>
      json({
        bars: { AAPL: [bar('2026-01-05T05:00:00Z', 150), bar('2026-01-06T05:00:00Z', 1, { c })] },
        next_page_token: null,
      }),
    );
    const bars = await data.dailyBars(access, symbols.slice(0, 1), since);
    expect(bars.get(parseTradableSymbol('AAPL'))?.map(({ close }) => close)).toEqual(['150']);
  });
});

describe('news', () => {
  it('is asked for by symbol and comes as plain fields', async () => {
    const article = {
      id: 1,
      headline: 'Up',
      summary: '',
      author: 'x',
      content: '<b>not read</b>',
      created_at: '2026-01-06T15:00:00Z',
      updated_at: '2026-01-06T15:00:00Z',
      source: 'wire',
      symbols: ['AAPL'],
      images: [],
      url: null,
    };
    const { data, urls } = dataAnswering(() =>
      json({ news: [article, { ...article, created_at: 'never' }], next_page_token: null }),
    );
    expect(await data.news(access, symbols, { since, limit: 5 })).toEqual([
      {
        publishedAt: new Date('2026-01-06T15:00:00Z'),
        headline: 'Up',
        summary: '',
        source: 'wire',
        symbols: ['AAPL'],
      },
    ]);
    expect(urls[0]?.pathname).toBe('/v1beta1/news');
    expect(Object.fromEntries(urls[0]?.searchParams ?? [])).toMatchObject({
      symbols: 'AAPL,SPY,BTCUSD',
      limit: '5',
      sort: 'desc',
    });
  });
});

describe('the market’s time', () => {
  const clock = { is_open: true, next_open: '2026-01-07T14:30:00Z', next_close: '2026-01-06T21:00:00Z' };

  it('is the broker’s', async () => {
    const { data } = dataAnswering(() => json({ ...clock, timestamp: '2026-01-06T11:00:00-05:00' }));
    expect(await data.marketTime(access)).toEqual(new Date('2026-01-06T16:00:00Z'));
  });

  it('must be a time', async () => {
    const { data } = dataAnswering(() => json({ ...clock, timestamp: 'soon' }));
    await expect(data.marketTime(access)).rejects.toMatchObject({ code: 'broker_response_invalid' });
  });
});

describe('failures', () => {
  it.each([
    [401, 'credentials_rejected'],
    [429, 'broker_rate_limited'],
    [500, 'broker_unavailable'],
  ])('HTTP %i is %s', async (status, code) => {
    const { data } = dataAnswering(() => json({ message: 'PKCANARY' }, status));
    await expect(data.marketTime(access)).rejects.toMatchObject({ code });
    await expect(data.dailyBars(access, symbols, since)).rejects.toMatchObject({ code });
    await expect(data.news(access, symbols, { since, limit: 5 })).rejects.toMatchObject({ code });
  });
});
