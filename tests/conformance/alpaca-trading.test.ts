import {
  ApiError,
  AuthError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  withResponse,
} from '@alpacahq/alpaca-trade-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestExchange } from '../../local/test-support/alpaca/exchange.ts';
import { sdkFor } from '../support/conformance/alpaca-client.ts';

const DECIMAL = /^-?\d+(\.\d+)?$/;

let exchange: TestExchange;
beforeAll(async () => {
  exchange = await TestExchange.start();
  await exchange.setClock({ marketTime: '2017-06-14T14:00:00Z', frozen: true });
});
afterAll(() => exchange.close());

describe('the account', () => {
  it('has every amount as a decimal string and the fields that the model requires', async () => {
    await exchange.open('ACCOUNT', { cash: '10250.37', positions: [{ symbol: 'AAPL', qty: '3' }] });
    const account = await sdkFor(exchange, 'ACCOUNT').trading.account.getAccount();
    expect(account).toMatchObject({
      status: 'ACTIVE',
      currency: 'USD',
      cash: '10250.37',
      tradingBlocked: false,
    });
    expect(account.id).toMatch(/^[0-9a-f-]{36}$/);
    for (const name of [
      'equity',
      'lastEquity',
      'buyingPower',
      'portfolioValue',
      'longMarketValue',
      'shortMarketValue',
    ] as const) {
      expect(account[name], name).toMatch(DECIMAL);
    }
    expect(account.createdAt).toBeInstanceOf(Date);
  });

  it('is refused to wrong keys, and to the right ones on the other host', async () => {
    await exchange.open('LIVE', { environment: 'live' });
    await expect(sdkFor(exchange, 'LIVE').trading.account.getAccount()).rejects.toBeInstanceOf(AuthError);
    await expect(
      sdkFor(exchange, 'LIVE', { paper: false }).trading.account.getAccount(),
    ).resolves.toBeDefined();
    await exchange.open('PAPER');
    for (const sdk of [
      sdkFor(exchange, 'PAPER', { paper: false }),
      sdkFor(exchange, 'PAPER', { secret: 'wrong' }),
      sdkFor(exchange, 'NOBODY'),
    ]) {
      const check = await sdk.trading.validateConnection();
      expect(check).toMatchObject({ ok: false, status: 401, code: 40110000 });
    }
    const data = sdkFor(exchange, 'PAPER', { secret: 'wrong' }).marketData.stocks.stockLatestTrades({
      symbols: 'AAPL',
    });
    await expect(data).rejects.toBeInstanceOf(AuthError);
  });

  it('shows where it stands in the minute and is refused beyond it', async () => {
    const strict = await TestExchange.start({ rateLimit: 3 });
    try {
      await strict.open('BUSY');
      const sdk = sdkFor(strict, 'BUSY');
      for (const remaining of [2, 1, 0]) {
        const { rateLimit } = await withResponse(sdk.trading.account.getAccountRaw());
        expect(rateLimit).toMatchObject({ limit: 3, remaining, reset: new Date('2026-03-02T15:01:00Z') });
      }
      await expect(sdk.trading.account.getAccount()).rejects.toBeInstanceOf(RateLimitError);
      await expect(sdk.marketData.stocks.stockLatestTrades({ symbols: 'AAPL' })).resolves.toBeDefined();
      strict.wall.advance(60_000);
      await expect(sdk.trading.account.getAccount()).resolves.toBeDefined();
    } finally {
      await strict.close();
    }
  });

  it('keeps its configuration', async () => {
    await exchange.open('CONFIG');
    const { accountConfigurations, orders } = sdkFor(exchange, 'CONFIG').trading;
    expect((await accountConfigurations.getAccountConfig()).suspendTrade).toBe(false);
    await accountConfigurations.patchAccountConfig({ accountConfigurations: { suspendTrade: true } });
    expect((await accountConfigurations.getAccountConfig()).suspendTrade).toBe(true);
    await expect(orders.market({ symbol: 'AAPL', qty: 1, side: 'buy' })).rejects.toBeInstanceOf(
      PermissionError,
    );
  });
});

describe('orders and positions', () => {
  it('fills a market order at the ask and shows the position', async () => {
    await exchange.open('BUYER', { cash: '10000' });
    const { trading, marketData } = sdkFor(exchange, 'BUYER');
    const quote = await marketData.stocks.stockLatestQuoteSingle({ symbol: 'AAPL' });
    const placed = await trading.orders.market({
      symbol: 'AAPL',
      qty: 5,
      side: 'buy',
      clientOrderId: 'first',
    });
    expect(placed).toMatchObject({
      status: 'pending_new',
      filledQty: '0',
      clientOrderId: 'first',
      positionIntent: 'buy_to_open',
    });
    const filled = await trading.orders.getOrderByClientOrderId({ clientOrderId: 'first' });
    expect(filled).toMatchObject({
      id: placed.id,
      status: 'filled',
      filledQty: '5',
      filledAvgPrice: String(quote.quote.ap),
    });
    const position = await trading.positions.getOpenPosition({ symbolOrAssetId: 'AAPL' });
    expect(position).toMatchObject({
      symbol: 'AAPL',
      qty: '5',
      side: 'long',
      avgEntryPrice: String(quote.quote.ap),
    });
    expect(await trading.positions.getAllOpenPositions()).toHaveLength(1);
    await expect(
      trading.orders.market({ symbol: 'AAPL', qty: 1, side: 'buy', clientOrderId: 'first' }),
    ).rejects.toMatchObject({
      status: 422,
      message: 'client_order_id must be unique',
    });
  });

  it('keeps a limit order open, replaces and cancels it', async () => {
    await exchange.open('LIMITS');
    const { orders } = sdkFor(exchange, 'LIMITS').trading;
    const order = await orders.limit({
      symbol: 'SPY',
      qty: 2,
      side: 'buy',
      limitPrice: 100,
      timeInForce: 'gtc',
    });
    const orderId = order.id ?? '';
    expect((await orders.getOrderByOrderID({ orderId })).status).toBe('new');
    const next = await orders.patchOrderByOrderId({
      orderId,
      patchOrderRequest: { limitPrice: '101.5', qty: '3' },
    });
    expect(next).toMatchObject({ limitPrice: '101.5', qty: '3', replaces: orderId });
    expect(await orders.getOrderByOrderID({ orderId })).toMatchObject({
      status: 'replaced',
      replacedBy: next.id,
    });
    expect((await orders.getAllOrders({ status: 'open', symbols: 'SPY' })).map(one => one.id)).toEqual([
      next.id,
    ]);
    await orders.deleteOrderByOrderID({ orderId: next.id ?? '' });
    expect((await orders.getOrderByOrderID({ orderId: next.id ?? '' })).status).toBe('canceled');
    await expect(orders.deleteOrderByOrderID({ orderId: next.id ?? '' })).rejects.toMatchObject({
      status: 422,
    });
    expect(await orders.getAllOrders({ status: 'closed', direction: 'asc' })).toHaveLength(2);
  });

  it('cancels everything and closes everything', async () => {
    await exchange.open('CLOSER', {
      positions: [
        { symbol: 'AAPL', qty: '4' },
        { symbol: 'TSLA', qty: '-2' },
        { symbol: 'BTC/USD', qty: '0.25' },
      ],
    });
    const { trading } = sdkFor(exchange, 'CLOSER');
    await trading.orders.limit({ symbol: 'AAPL', qty: 1, side: 'sell', limitPrice: 900 });
    expect(await trading.orders.deleteAllOrders()).toMatchObject([{ status: 200 }]);
    await trading.orders.limit({ symbol: 'AAPL', qty: 1, side: 'sell', limitPrice: 900 });
    const partly = await trading.positions.deleteOpenPosition({
      symbolOrAssetId: 'BTCUSD',
      percentage: 50,
    });
    expect(partly).toMatchObject({ symbol: 'BTC/USD', side: 'sell', qty: '0.125' });
    const closed = await trading.closeAllPositions({ cancelOrders: true });
    expect(closed.map(one => [one.symbol, one.status])).toEqual([
      ['AAPL', 200],
      ['TSLA', 200],
      ['BTCUSD', 200],
    ]);
    expect(await trading.positions.getAllOpenPositions()).toEqual([]);
    const account = await trading.account.getAccount();
    expect(account.equity).toBe(account.cash);
  });

  it.each([
    ['too much', { symbol: 'AAPL', qty: 1e6, side: 'buy' }, 403, 'insufficient buying power'],
    ['an unknown asset', { symbol: 'NOPE', qty: 1, side: 'buy' }, 422, 'asset "NOPE" not found'],
    ['zero', { symbol: 'AAPL', qty: 0, side: 'buy' }, 422, 'qty must be > 0'],
    [
      'coins that are not there',
      { symbol: 'BTC/USD', qty: 1, side: 'sell', timeInForce: 'gtc' },
      403,
      'insufficient balance for BTC',
    ],
    [
      'a day order for crypto',
      { symbol: 'BTC/USD', qty: 0.01, side: 'buy' },
      422,
      'invalid crypto time_in_force',
    ],
    [
      'a fraction sold short',
      { symbol: 'AAPL', qty: 0.5, side: 'sell' },
      422,
      'fractional orders cannot be sold short',
    ],
  ] as const)('refuses %s', async (_, order, status, message) => {
    await exchange.open('REFUSED', { cash: '5000' });
    const refusal = sdkFor(exchange, 'REFUSED').trading.orders.market({ ...order });
    await expect(refusal).rejects.toBeInstanceOf(ApiError);
    await expect(refusal).rejects.toMatchObject({ status, message: expect.stringContaining(message) });
  });

  it('answers 404 for what is not there', async () => {
    await exchange.open('NOTHING');
    const { trading } = sdkFor(exchange, 'NOTHING');
    const missing = [
      trading.positions.getOpenPosition({ symbolOrAssetId: 'AAPL' }),
      trading.orders.getOrderByOrderID({ orderId: '00000000-0000-4000-8000-000000000000' }),
      trading.orders.getOrderByClientOrderId({ clientOrderId: 'never' }),
      trading.assets.getV2AssetsSymbolOrAssetId({ symbolOrAssetId: 'NOPE' }),
    ];
    for (const call of missing) await expect(call).rejects.toBeInstanceOf(NotFoundError);
  });
});

describe('activities, history, assets and hours', () => {
  it('pages through the executions, each once', async () => {
    await exchange.open('ACTIVE');
    const { trading } = sdkFor(exchange, 'ACTIVE');
    for (let i = 1; i <= 5; i++) await trading.orders.market({ symbol: 'KO', qty: i, side: 'buy' });
    for (const pageSize of [1, 2, 5, 100]) {
      const fills = await trading.collectActivities({ activityTypes: ['FILL'], pageSize });
      expect(fills.map(fill => fill.qty)).toEqual(['5', '4', '3', '2', '1']);
    }
    const byType = await trading.collectActivitiesByType({
      activityType: 'FILL',
      direction: 'asc',
      pageSize: 2,
    });
    expect(byType.map(fill => fill.qty)).toEqual(['1', '2', '3', '4', '5']);
    expect(await trading.collectActivities({ activityTypes: ['DIV'] })).toEqual([]);
  });

  it('draws the equity curve', async () => {
    await exchange.open('CURVE', { cash: '1000', positions: [{ symbol: 'SPY', qty: '10' }] });
    const { portfolioHistory } = sdkFor(exchange, 'CURVE').trading;
    const days = await portfolioHistory.getAccountPortfolioHistory({ period: '1M', timeframe: '1D' });
    expect(days.timestamp.length).toBeGreaterThan(18);
    expect(days.equity).toHaveLength(days.timestamp.length);
    expect(days.timeframe).toBe('1D');
    const day = await portfolioHistory.getAccountPortfolioHistory({ period: '1D', timeframe: '5Min' });
    expect(day.timestamp).toHaveLength(6);
    expect(day.profitLoss[0]).toBeCloseTo((day.equity[0] ?? 0) - day.baseValue, 6);
  });

  it('lists assets and says which are synthetic', async () => {
    await exchange.open('ASSETS');
    const { assets } = sdkFor(exchange, 'ASSETS').trading;
    const all = await assets.getV2Assets({ status: 'active' });
    const real = all.filter(asset => !asset.name.includes('(synthetic)')).map(asset => asset.symbol);
    expect(real).toEqual(['AAPL', 'SPY']);
    expect(
      (await assets.getV2Assets({ assetClass: 'crypto' })).every(asset => asset._class === 'crypto'),
    ).toBe(true);
    const apple = await assets.getV2AssetsSymbolOrAssetId({ symbolOrAssetId: 'AAPL' });
    expect(await assets.getV2AssetsSymbolOrAssetId({ symbolOrAssetId: apple.id })).toEqual(apple);
  });

  it('tells the market time', async () => {
    await exchange.open('HOURS');
    const { clock, calendar } = sdkFor(exchange, 'HOURS').trading;
    expect(await clock.legacyClock()).toEqual({
      timestamp: new Date('2017-06-14T14:00:00Z'),
      isOpen: true,
      nextOpen: new Date('2017-06-15T13:30:00Z'),
      nextClose: new Date('2017-06-14T20:00:00Z'),
    });
    const { clocks } = await clock.clock({ markets: 'NYSE' });
    expect(clocks).toMatchObject([
      { phase: 'core', isMarketDay: true, phaseUntil: new Date('2017-06-14T20:00:00Z') },
    ]);
    const days = await calendar.legacyCalendar({
      start: new Date('2017-07-01'),
      end: new Date('2017-07-05'),
    });
    expect(days.map(day => [day.date.toISOString().slice(0, 10), day.open, day.close])).toEqual([
      ['2017-07-03', '09:30', '13:00'],
      ['2017-07-05', '09:30', '16:00'],
    ]);
    const week = await calendar.calendar({
      market: 'NYSE',
      start: new Date('2017-06-14'),
      end: new Date('2017-06-16'),
    });
    expect(week.calendar).toHaveLength(3);
  });
});
