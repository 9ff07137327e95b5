import type { TradableSymbol } from '@agenttrader/domain/symbols';
import type { BrokerAccess } from '../broker/broker.ts';
import type { RefusalWording } from '../broker/broker-failure.ts';
import type { NewsArticle } from '../broker/market-data.ts';
import { askForTenant } from '../broker/tenant-access.ts';
import { describeThrown } from '../runtime/log.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { Candidate } from '../signal-models/signal-model.ts';
import type { SignalPorts } from './ports.ts';

/** How long the broker may take for everything, in milliseconds. */
const MARKET_DEADLINE_MS = 12_000;
const DAY_MS = 86_400_000;
/** Holds some 40 days of trading: the month that models look at, and holidays. */
const BARS_SINCE_MS = 60 * DAY_MS;
const NEWS_SINCE_MS = 7 * DAY_MS;
const NEWS_LIMIT = 10;

/** What the market looks like now. */
export interface MarketView {
  readonly marketTime: Date;
  /** Symbols that have recent bars, in the order asked for. */
  readonly candidates: readonly [Candidate, ...Candidate[]];
  readonly news: readonly NewsArticle[];
}

const WORDING: RefusalWording = {
  again: 'Ask again in a minute.',
  sentences: {
    broker_not_connected:
      'No broker is connected. Connect your Alpaca account in Settings, sync it, and ask again.',
    credentials_rejected: 'Alpaca refused your API keys. Connect your account again, then ask for a signal.',
    broker_forbidden:
      'Alpaca does not let your API keys read market data. Check your account at Alpaca, then ask again.',
  },
};

type Ports = Pick<SignalPorts, 'connections' | 'credentials' | 'marketData' | 'clock' | 'log'>;

/**
 * Reads recent bars and news of the symbols, on the tenant's own keys. Without bars there is no signal; without
 * news there may be one.
 *
 * @throws UserFacingError with what to do
 */
export const fetchMarket = (
  uid: string,
  symbols: readonly TradableSymbol[],
  ports: Ports,
): Promise<MarketView> =>
  askForTenant(uid, { deadlineMs: MARKET_DEADLINE_MS, wording: WORDING }, ports, access =>
    fetchBarsAndNews(uid, symbols, access, ports),
  );

async function fetchBarsAndNews(
  uid: string,
  symbols: readonly TradableSymbol[],
  access: BrokerAccess,
  ports: Ports,
): Promise<MarketView> {
  const marketTime = await ports.marketData.marketTime(access);
  const [bars, news] = await Promise.all([
    ports.marketData.dailyBars(access, symbols, new Date(marketTime.getTime() - BARS_SINCE_MS)),
    fetchNewsOrNone(uid, access, symbols, marketTime, ports),
  ]);
  const [first, ...others] = symbols.flatMap(symbol => {
    const series = bars.get(symbol);
    return series ? [{ symbol, bars: series }] : [];
  });
  if (!first) {
    throw new UserFacingError(
      'failed-precondition',
      `Alpaca has no recent prices of ${symbols.join(', ')}. Check the symbol, or ask without one.`,
    );
  }
  return { marketTime, candidates: [first, ...others], news };
}

/** News is a help, not a need. */
async function fetchNewsOrNone(
  uid: string,
  access: BrokerAccess,
  symbols: readonly TradableSymbol[],
  marketTime: Date,
  { marketData, log }: Ports,
): Promise<readonly NewsArticle[]> {
  const since = new Date(marketTime.getTime() - NEWS_SINCE_MS);
  try {
    return await marketData.news(access, symbols, { since, limit: NEWS_LIMIT });
  } catch (thrown) {
    log.warn('signal goes without news', { tenant: uid, ...describeThrown(thrown) });
    return [];
  }
}
