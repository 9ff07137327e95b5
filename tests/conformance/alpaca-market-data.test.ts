import {
  NotFoundError,
  TimeFrame,
  TimeFrameUnit,
  timeFrame,
  ValidationError,
} from '@alpacahq/alpaca-trade-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestExchange } from '../../local/test-support/alpaca/exchange.ts';
import { sdkFor } from '../support/conformance/alpaca-client.ts';

let exchange: TestExchange;
let data: ReturnType<typeof sdkFor>['marketData'];
beforeAll(async () => {
  exchange = await TestExchange.start();
  await exchange.setClock({ marketTime: '2017-06-14T15:00:00Z', frozen: true });
  await exchange.open('READER');
  data = sdkFor(exchange, 'READER').marketData;
});
afterAll(() => exchange.close());

describe('latest stock data', () => {
  it('gives one batch for many symbols and leaves out unknown ones', async () => {
    const { trades } = await data.stocks.stockLatestTrades({ symbols: 'AAPL,MSFT,ZZZZ' });
    expect(Object.keys(trades)).toEqual(['AAPL', 'MSFT']);
    expect(trades.AAPL?.t).toEqual(new Date(exchange.wall.ms));
    const { quotes } = await data.stocks.stockLatestQuotes({ symbols: 'AAPL' });
    expect(quotes.AAPL?.ap).toBeGreaterThan(trades.AAPL?.p ?? Number.POSITIVE_INFINITY);
    expect(quotes.AAPL?.bp).toBeLessThan(trades.AAPL?.p ?? 0);
    const { bars } = await data.stocks.stockLatestBars({ symbols: 'AAPL,SPY' });
    expect(bars.SPY?.t).toEqual(new Date('2017-06-14T14:59:00Z'));
  });

  it('gives single symbols', async () => {
    const { trade } = await data.stocks.stockLatestTradeSingle({ symbol: 'AAPL' });
    expect(await data.getLatestPrice('AAPL')).toBe(trade.p);
    expect((await data.stocks.stockLatestQuoteSingle({ symbol: 'AAPL' })).symbol).toBe('AAPL');
    expect((await data.stocks.stockLatestBarSingle({ symbol: 'AAPL' })).bar.c).toBeGreaterThan(0);
    await expect(data.stocks.stockLatestTradeSingle({ symbol: 'ZZZZ' })).rejects.toBeInstanceOf(
      NotFoundError,
    );
    await expect(data.stocks.stockLatestTradeSingle({ symbol: 'not a symbol' })).rejects.toBeInstanceOf(
      ValidationError,
    );
  });

  it('gives snapshots whose parts agree with each other', async () => {
    const snapshots = await data.stocks.stockSnapshots({ symbols: 'AAPL,NVDA' });
    const single = await data.stocks.stockSnapshotSingle({ symbol: 'AAPL' });
    expect(single.latestTrade).toEqual(snapshots.AAPL?.latestTrade);
    expect(single.dailyBar?.c).toBe(single.latestTrade?.p);
    expect(single.prevDailyBar).toMatchObject({ o: 147.16, h: 147.45, l: 145.15, c: 146.59, v: 34165400 });
    expect(single.minuteBar?.t).toEqual(new Date('2017-06-14T14:59:00Z'));
  });
});

describe('crypto data', () => {
  it('gives trades, quotes, bars, snapshots and order books', async () => {
    const symbols = 'BTC/USD,ETH/USD';
    const { trades } = await data.crypto.cryptoLatestTrades({ loc: 'us', symbols });
    const { quotes } = await data.crypto.cryptoLatestQuotes({ loc: 'us', symbols });
    const { bars } = await data.crypto.cryptoLatestBars({ loc: 'us', symbols });
    const { snapshots } = await data.crypto.cryptoSnapshots({ loc: 'us', symbols });
    const { orderbooks } = await data.crypto.cryptoLatestOrderbooks({ loc: 'us', symbols });
    for (const symbol of ['BTC/USD', 'ETH/USD']) {
      expect(snapshots[symbol]?.latestTrade).toEqual(trades[symbol]);
      expect(orderbooks[symbol]?.a[0]?.p).toBe(quotes[symbol]?.ap);
      expect(bars[symbol]?.v).toBeGreaterThan(0);
    }
  });

  it('has bars around the clock', async () => {
    const bars = await data.getCryptoBars({
      loc: 'us',
      symbols: ['BTC/USD'],
      timeframe: TimeFrame.Hour,
      start: new Date('2017-06-10T05:00:00Z'),
      end: new Date('2017-06-11T04:59:59Z'),
    });
    expect(bars['BTC/USD']).toHaveLength(24);
  });
});

describe('history', () => {
  it('has the real daily bars', async () => {
    const bars = await data.getStockBarsFor('AAPL', {
      timeframe: TimeFrame.Day,
      start: new Date('2017-01-03'),
      end: new Date('2017-01-05'),
    });
    expect(bars.map(bar => [bar.open, bar.high, bar.low, bar.close, bar.volume])).toEqual([
      [115.8, 116.33, 114.76, 116.15, 28781900],
      [115.85, 116.51, 115.75, 116.02, 21118100],
    ]);
  });

  it('gives every bar of several symbols exactly once, whatever the page size', async () => {
    const request = {
      symbols: ['SPY', 'AAPL', 'MSFT'],
      timeframe: timeFrame(15, TimeFrameUnit.Minute),
      start: new Date('2017-06-12T00:00:00Z'),
    };
    const whole = await data.collectStockBarsBySymbol({ ...request, limit: 10_000 });
    expect(Object.values(whole).map(bars => bars.length)).toEqual([58, 58, 58]);
    for (const limit of [7, 58, 59]) {
      expect(await data.collectStockBarsBySymbol({ ...request, limit })).toEqual(whole);
    }
    const backwards = await data.collectStockBarsBySymbol({ ...request, limit: 11, sort: 'desc' });
    expect(backwards.AAPL?.toReversed()).toEqual(whole.AAPL);
  });

  it('shows nothing of the future', async () => {
    const single = await data.collectStockBarSingle({
      symbol: 'AAPL',
      timeframe: TimeFrame.Minute,
      start: new Date('2017-06-14T13:30:00Z'),
      end: new Date('2018-01-01T00:00:00Z'),
    });
    expect(single).toHaveLength(90);
    const trades = await data.collectStockTradesBySymbol({
      symbols: 'AAPL',
      start: new Date('2017-06-14T14:59:00Z'),
    });
    expect(trades.AAPL).toHaveLength(5);
    const quotes = await data.collectStockQuotesBySymbol({
      symbols: 'AAPL',
      start: new Date('2017-06-14T14:59:00Z'),
      limit: 2,
    });
    expect(quotes.AAPL).toHaveLength(5);
  });

  it('refuses what it cannot read', async () => {
    const bars = (timeframe: string) => data.stocks.stockBars({ symbols: 'AAPL', timeframe });
    await expect(bars('1minute')).rejects.toBeInstanceOf(ValidationError);
    await expect(data.stocks.stockBars({ symbols: '', timeframe: '1Day' })).rejects.toBeInstanceOf(
      ValidationError,
    );
    const page = data.stocks.stockBars({ symbols: 'AAPL', timeframe: '1Day', pageToken: 'made up' });
    await expect(page).rejects.toBeInstanceOf(ValidationError);
  });
});

describe('news', () => {
  it('is labelled synthetic and pages without gaps', async () => {
    const request = { start: new Date('2017-06-01'), symbols: ['AAPL', 'BTCUSD'] };
    const all = await data.collectNews({ ...request, limit: 50 });
    expect(all.length).toBeGreaterThan(10);
    expect(
      all.every(article => article.source === 'synthetic' && article.headline.startsWith('[Synthetic]')),
    ).toBe(true);
    expect(all.every(article => article.symbols.includes('AAPL') || article.symbols.includes('BTCUSD'))).toBe(
      true,
    );
    expect((await data.collectNews({ ...request, limit: 3 })).map(one => one.id)).toEqual(
      all.map(one => one.id),
    );
    const ascending = await data.collectNews({ ...request, limit: 4, sort: 'asc' });
    expect(ascending.map(one => one.id)).toEqual(all.map(one => one.id).toReversed());
    expect((await data.news.news({})).news).toHaveLength(10);
  });
});
