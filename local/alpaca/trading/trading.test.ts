import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  type AccountClient,
  TestExchange,
  type TestExchangeOptions,
} from '../../test-support/alpaca/exchange.ts';
import { nano } from '../money/nano.ts';

const MINUTE = 60_000;

interface OrderBody {
  readonly id: string;
  readonly status: string;
  readonly filled_at: string | null;
  readonly filled_avg_price: string;
  readonly hwm: string;
}

interface AccountBody {
  readonly cash: string;
  readonly equity: string;
  readonly long_market_value: string;
  readonly short_market_value: string;
}

interface Trade {
  readonly t: string;
  readonly p: number;
}

interface Trades {
  readonly trades: Readonly<Record<string, Trade>>;
}
const running: TestExchange[] = [];

/** An exchange whose market stands still at a time until the test's wall clock moves. */
async function exchangeAt(marketTime: string, options: TestExchangeOptions = {}): Promise<TestExchange> {
  const exchange = await TestExchange.start(options);
  running.push(exchange);
  await exchange.setClock({ marketTime });
  return exchange;
}

afterEach(async () => {
  for (const exchange of running.splice(0)) await exchange.close();
});

async function order(client: AccountClient, terms: Record<string, unknown>) {
  const body = { side: 'buy', type: 'market', time_in_force: 'day', ...terms };
  const answer = await client.trading<OrderBody>('POST', '/v2/orders', body);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
}

async function look(client: AccountClient, id: string) {
  return (await client.trading<OrderBody>('GET', `/v2/orders/${id}`)).body;
}

describe('limit orders', () => {
  it('fill at the first second at which the quote reaches them, however often somebody looks', async () => {
    const seen = new Set<string>();
    for (const step of [1, 7, 60, 390]) {
      const exchange = await exchangeAt('2017-06-14T13:30:00Z');
      const client = await exchange.open('LIMIT');
      // The real day opened at 147.50 and went down to 143.84, so this price is reached on the way.
      const { id } = await order(client, { symbol: 'AAPL', qty: '2', type: 'limit', limit_price: '145.20' });
      for (let minute = step; minute < 390; minute += step) {
        exchange.wall.advance(step * MINUTE);
        await client.trading('GET', '/v2/account');
      }
      exchange.wall.advance(390 * MINUTE);
      const filled = await look(client, id);
      expect(filled.status).toBe('filled');
      expect(nano(filled.filled_avg_price) <= nano('145.20')).toBe(true);
      seen.add(`${filled.filled_at} ${filled.filled_avg_price}`);
    }
    expect(seen.size).toBe(1);
  });

  it('expire at the close when they were for the day, and stay when they were not', async () => {
    const exchange = await exchangeAt('2017-06-14T19:59:00Z');
    const client = await exchange.open('EXPIRY');
    const day = await order(client, { symbol: 'AAPL', qty: '1', type: 'limit', limit_price: '50' });
    const gtc = await order(client, {
      symbol: 'AAPL',
      qty: '1',
      type: 'limit',
      limit_price: '50',
      time_in_force: 'gtc',
    });
    exchange.wall.advance(2 * MINUTE);
    expect(await look(client, day.id)).toMatchObject({
      status: 'expired',
      expired_at: '2017-06-14T20:00:00.000Z',
    });
    expect(await look(client, gtc.id)).toMatchObject({ status: 'new', expired_at: null });
  });

  it('are cancelled at once when they must fill at once and cannot', async () => {
    const exchange = await exchangeAt('2017-06-14T15:00:00Z');
    const client = await exchange.open('IOC');
    const placed = await order(client, {
      symbol: 'AAPL',
      qty: '1',
      type: 'limit',
      limit_price: '50',
      time_in_force: 'ioc',
    });
    expect((await look(client, placed.id)).status).toBe('canceled');
  });
});

describe('stop orders', () => {
  it('sell when the price falls to them', async () => {
    const exchange = await exchangeAt('2017-06-14T13:30:00Z');
    const client = await exchange.open('STOP', { positions: [{ symbol: 'AAPL', qty: '3' }] });
    const terms = { symbol: 'AAPL', qty: '1', side: 'sell' };
    const stop = await order(client, { ...terms, type: 'stop', stop_price: '145' });
    const limited = await order(client, {
      ...terms,
      type: 'stop_limit',
      stop_price: '145',
      limit_price: '144',
    });
    const trailing = await order(client, { ...terms, type: 'trailing_stop', trail_price: '1' });
    exchange.wall.advance(389 * MINUTE);
    const [first, second, third] = [
      await look(client, stop.id),
      await look(client, limited.id),
      await look(client, trailing.id),
    ];
    expect(first.status).toBe('filled');
    expect(nano(first.filled_avg_price) < nano('145')).toBe(true);
    expect(second.status).toBe('filled');
    expect(nano(second.filled_avg_price) >= nano('144') && nano(second.filled_avg_price) < nano('145')).toBe(
      true,
    );
    expect(third.status).toBe('filled');
    expect(nano(third.hwm) - nano(third.filled_avg_price) >= nano('1')).toBe(true);
  });
});

describe('market hours', () => {
  it('hold a stock order back until the open, and let a coin trade at night', async () => {
    const exchange = await exchangeAt('2017-06-14T22:00:00Z', { closedHours: 'keep' });
    const client = await exchange.open('NIGHT');
    const stock = await order(client, { symbol: 'AAPL', qty: '1' });
    expect(stock).toMatchObject({ status: 'accepted', filled_at: null });
    const coin = await order(client, { symbol: 'ETHUSD', notional: '100', time_in_force: 'gtc' });
    expect(await look(client, coin.id)).toMatchObject({
      symbol: 'ETH/USD',
      status: 'filled',
      qty: null,
      notional: '100',
    });
    expect((await look(client, stock.id)).status).toBe('accepted');
    exchange.wall.advance(15.5 * 60 * MINUTE);
    expect(await look(client, stock.id)).toMatchObject({
      status: 'filled',
      filled_at: '2017-06-15T13:30:00.000Z',
    });
  });

  it('give the last trade the wall time of the close while the market is closed', async () => {
    const exchange = await exchangeAt('2017-06-14T19:59:00Z', { closedHours: 'keep' });
    const client = await exchange.open('STAMP');
    const openAt = new Date(exchange.wall.ms).toISOString();
    const open = await client.data<{ trade: Trade }>('/v2/stocks/AAPL/trades/latest');
    expect(open.body.trade.t).toBe(openAt);
    exchange.wall.advance(30 * MINUTE);
    const closed = await client.data<{ trade: Trade }>('/v2/stocks/AAPL/trades/latest');
    expect(Date.parse(closed.body.trade.t)).toBe(Date.parse(openAt) + MINUTE);
    expect(closed.body.trade.p).toBe(145.16);
    const coin = await client.data<Trades>('/v1beta3/crypto/us/latest/trades?symbols=BTC/USD');
    expect(Date.parse(coin.body.trades['BTC/USD']?.t ?? '')).toBe(exchange.wall.ms);
  });
});

describe('the end of the data', () => {
  it('starts the timeline over, says so, and keeps accounts whole', async () => {
    const exchange = await exchangeAt('2018-05-11T19:59:00Z');
    const client = await exchange.open('LAP', { positions: [{ symbol: 'AAPL', qty: '2' }] });
    const gtc = await order(client, {
      symbol: 'AAPL',
      qty: '1',
      side: 'sell',
      type: 'limit',
      limit_price: '116.20',
      time_in_force: 'gtc',
    });
    const before = (await client.trading<AccountBody>('GET', '/v2/account')).body;
    expect((await look(client, gtc.id)).status).toBe('filled');
    const open = await order(client, {
      symbol: 'AAPL',
      qty: '1',
      side: 'buy',
      type: 'limit',
      limit_price: '115.80',
      time_in_force: 'gtc',
    });
    exchange.wall.advance(2 * 60 * MINUTE);
    const after = (await client.trading<AccountBody>('GET', '/v2/account')).body;
    expect(exchange.lines).toEqual([expect.stringContaining('starts over at 2017-01-03')]);
    expect(await look(client, open.id)).toMatchObject({ status: 'filled' });
    expect(nano(after.cash) < nano(before.cash)).toBe(true);
    expect(nano(after.equity)).toBe(nano(after.cash) + nano(after.long_market_value));
  });
});

describe('money', () => {
  it('is neither made nor lost by any sequence of orders', async () => {
    const step = fc.record({
      symbol: fc.constantFrom('AAPL', 'SPY', 'TSLA', 'BTC/USD'),
      side: fc.constantFrom('buy', 'sell'),
      qty: fc.constantFrom('1', '2.5', '7', '0.013', '40'),
      kind: fc.constantFrom('market', 'limit', 'close', 'cancel'),
      minutes: fc.integer({ min: 0, max: 300 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async steps => {
        const exchange = await exchangeAt('2017-02-01T15:00:00Z');
        const client = await exchange.open('RANDOM', {
          cash: '25000',
          positions: [{ symbol: 'SPY', qty: '5' }],
        });
        for (const { symbol, side, qty, kind, minutes } of steps) {
          const time_in_force = symbol.includes('/') ? 'gtc' : 'day';
          const { body } = await client.data<Trades>(
            symbol.includes('/')
              ? `/v1beta3/crypto/us/latest/trades?symbols=${symbol}`
              : `/v2/stocks/trades/latest?symbols=${symbol}`,
          );
          const limit_price = kind === 'limit' ? { limit_price: body.trades[symbol]?.p.toFixed(2) } : {};
          if (kind === 'cancel') await client.trading('DELETE', '/v2/orders');
          else if (kind === 'close') await client.trading('DELETE', '/v2/positions');
          else
            await client.trading('POST', '/v2/orders', {
              symbol,
              side,
              qty,
              type: kind,
              time_in_force,
              ...limit_price,
            });
          exchange.wall.advance(minutes * MINUTE);
        }
        await exchange.setClock({ frozen: true });
        const account = (await client.trading<AccountBody>('GET', '/v2/account')).body;
        const positions = (await client.trading<{ market_value: string }[]>('GET', '/v2/positions')).body;
        const fills = (
          await client.trading<{ side: string; qty: string; price: string }[]>(
            'GET',
            '/v2/account/activities/FILL',
          )
        ).body;
        const held = positions.reduce((sum, one) => sum + nano(one.market_value), 0n);
        expect(nano(account.equity)).toBe(nano(account.cash) + held);
        expect(nano(account.equity)).toBe(
          nano(account.cash) + nano(account.long_market_value) + nano(account.short_market_value),
        );
        // The oracle: whole cents of each fill, rounded half-even by big integers written out here.
        let cash = 2_500_000n;
        for (const fill of fills) {
          const exact = nano(fill.qty) * nano(fill.price);
          const unit = 10n ** 16n;
          const down = exact / unit;
          const rest = (exact % unit) * 2n;
          const cents = rest > unit || (rest === unit && down % 2n === 1n) ? down + 1n : down;
          cash += fill.side === 'buy' ? -cents : cents;
        }
        expect(nano(account.cash)).toBe(cash * 10_000_000n);
      }),
      { numRuns: 25 },
    );
  }, 30_000);
});
