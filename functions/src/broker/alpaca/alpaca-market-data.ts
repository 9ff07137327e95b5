import { assetClassOf, type TradableSymbol } from '@agenttrader/domain/symbols';
import { Alpaca } from '@alpacahq/alpaca-trade-api/rest';
import type { BrokerAccess } from '../broker.ts';
import type { DailyBars, LatestQuotes, MarketData } from '../market-data.ts';
import type { AlpacaBrokerOptions } from './alpaca-broker.ts';
import { toBrokerError } from './errors.ts';
import { toDailyBars, toMarketTime, toNewsArticles } from './market-data-transform.ts';
import { toLatestQuotes } from './quote-transform.ts';

/** The most bars that one answer carries: years of a handful of symbols. */
const BARS_LIMIT = 10_000;

/** The `MarketData` port over Alpaca's official SDK; a client for every call, without retries, as in `alpacaBroker`. */
export function alpacaMarketData(options: AlpacaBrokerOptions): MarketData {
  const client = (access: BrokerAccess): Alpaca =>
    new Alpaca({
      keyId: access.credentials.keyId,
      secret: access.credentials.secretKey,
      paper: access.environment === 'paper',
      timeoutMs: options.timeoutMs,
      retry: false,
      rateLimit: false,
      ...(options.fetchApi ? { fetchApi: options.fetchApi } : {}),
    });

  return {
    async marketTime(access) {
      return guarded(async () =>
        toMarketTime(await client(access).trading.clock.legacyClock({ signal: access.signal })),
      );
    },
    async dailyBars(access, symbols, since) {
      return guarded(async () => {
        const { stocks, crypto } = client(access).marketData;
        const init = { signal: access.signal };
        const range = { timeframe: '1Day', start: since, limit: BARS_LIMIT, sort: 'asc' } as const;
        const [equities, pairs] = [listOf(symbols, 'us_equity'), listOf(symbols, 'crypto')];
        const answers: DailyBars[] = await Promise.all([
          equities === ''
            ? new Map()
            : stocks
                .stockBars(
                  { ...range, symbols: equities, feed: historicalFeed(options.feed), adjustment: 'split' },
                  init,
                )
                .then(toDailyBars),
          pairs === ''
            ? new Map()
            : crypto.cryptoBars({ ...range, loc: 'us', symbols: pairs }, init).then(toDailyBars),
        ]);
        return new Map(answers.flatMap(bars => [...bars]));
      });
    },
    async latestQuotes(access, symbols) {
      return guarded(async () => {
        const { stocks, crypto } = client(access).marketData;
        const init = { signal: access.signal };
        const [equities, pairs] = [listOf(symbols, 'us_equity'), listOf(symbols, 'crypto')];
        const answers: LatestQuotes[] = await Promise.all([
          equities === ''
            ? new Map()
            : stocks.stockLatestQuotes({ symbols: equities, feed: options.feed }, init).then(toLatestQuotes),
          pairs === ''
            ? new Map()
            : crypto.cryptoLatestQuotes({ loc: 'us', symbols: pairs }, init).then(toLatestQuotes),
        ]);
        return new Map(answers.flatMap(quotes => [...quotes]));
      });
    },
    async news(access, symbols, { since, limit }) {
      return guarded(async () => {
        const request = {
          // The news endpoint writes a crypto pair without its slash.
          symbols: symbols.map(symbol => symbol.replace('/', '')).join(','),
          start: since,
          sort: 'desc',
          limit,
        } as const;
        return toNewsArticles(await client(access).marketData.news.news(request, { signal: access.signal }));
      });
    },
  };
}

/** The delayed feed is a view of `sip` for the latest prices; past days are under `sip` itself. */
const historicalFeed = (feed: AlpacaBrokerOptions['feed']): 'iex' | 'sip' => (feed === 'iex' ? 'iex' : 'sip');

const listOf = (symbols: readonly TradableSymbol[], wanted: string): string =>
  symbols.filter(symbol => assetClassOf(symbol) === wanted).join(',');

async function guarded<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw toBrokerError(thrown);
  }
}
