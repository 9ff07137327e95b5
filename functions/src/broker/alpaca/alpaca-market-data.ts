import type { MarketData } from '../market-data.ts';
import { type AlpacaOptions, askAlpaca, askEachClass } from './alpaca-client.ts';
import { toDailyBars, toMarketTime, toNewsArticles } from './market-data-transform.ts';
import { toLatestQuotes } from './quote-transform.ts';

/** The most bars that one answer carries: years of a handful of symbols. */
const BARS_LIMIT = 10_000;

/** The `MarketData` port over Alpaca. */
export function alpacaMarketData(options: AlpacaOptions): MarketData {
  const { feed } = options;
  return {
    marketTime: access =>
      askAlpaca(options, access, async ({ trading }, init) =>
        toMarketTime(await trading.clock.legacyClock(init)),
      ),
    dailyBars: (access, wanted, since) =>
      askAlpaca(options, access, ({ marketData: { stocks, crypto } }, init) => {
        const range = { timeframe: '1Day', start: since, limit: BARS_LIMIT, sort: 'asc' } as const;
        const ofStocks = { ...range, feed: historicalFeed(feed), adjustment: 'split' } as const;
        return askEachClass(
          wanted,
          symbols => stocks.stockBars({ ...ofStocks, symbols }, init).then(toDailyBars),
          symbols => crypto.cryptoBars({ ...range, symbols, loc: 'us' }, init).then(toDailyBars),
        );
      }),
    latestQuotes: (access, wanted) =>
      askAlpaca(options, access, ({ marketData: { stocks, crypto } }, init) =>
        askEachClass(
          wanted,
          symbols => stocks.stockLatestQuotes({ symbols, feed }, init).then(toLatestQuotes),
          symbols => crypto.cryptoLatestQuotes({ symbols, loc: 'us' }, init).then(toLatestQuotes),
        ),
      ),
    news: (access, wanted, { since, limit }) =>
      askAlpaca(options, access, async ({ marketData: { news } }, init) => {
        // The news endpoint writes a crypto pair without its slash.
        const symbols = wanted.map(symbol => symbol.replace('/', '')).join(',');
        return toNewsArticles(await news.news({ symbols, start: since, sort: 'desc', limit }, init));
      }),
  };
}

/** The delayed feed is a view of `sip` for the latest prices; past days are under `sip` itself. */
const historicalFeed = (feed: AlpacaOptions['feed']): 'iex' | 'sip' => (feed === 'iex' ? 'iex' : 'sip');
