import { assetClassOf } from '@agenttrader/domain/symbols';
import { Alpaca } from '@alpacahq/alpaca-trade-api/rest';
import type { Broker, BrokerAccess, LatestPrices } from '../broker.ts';
import { toBrokerError } from './errors.ts';
import { toBrokerAccount, toBrokerPosition, toLatestPrices } from './transform.ts';

export interface AlpacaBrokerOptions {
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** The stock feed: `iex` is free, `sip` needs a subscription of the tenant's own. */
  readonly feed: 'iex' | 'sip' | 'delayed_sip';
  /** Replaces `fetch`: the local exchange and tests use it. */
  readonly fetchApi?: typeof fetch;
}

/**
 * The `Broker` port over Alpaca's official SDK. A client is made for every call: it holds no
 * connection of its own, and one that lived longer would keep a tenant's keys in memory.
 *
 * The SDK's retries are off: `pulse` comes back every minute, and a retry inside of it would spend the
 * tenant's deadline and its 200 requests a minute on a broker that is already in trouble.
 */
export function alpacaBroker(options: AlpacaBrokerOptions): Broker {
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
    async account(access) {
      return guarded(async () =>
        toBrokerAccount(await client(access).trading.account.getAccount({ signal: access.signal })),
      );
    },
    async positions(access) {
      return guarded(async () => {
        const positions = await client(access).trading.positions.getAllOpenPositions({
          signal: access.signal,
        });
        return positions.map(toBrokerPosition);
      });
    },
    async latestPrices(access, symbols) {
      return guarded(async () => {
        const { stocks, crypto } = client(access).marketData;
        const init = { signal: access.signal };
        const ofClass = (wanted: string): string =>
          symbols.filter(symbol => assetClassOf(symbol) === wanted).join(',');
        const [equities, pairs] = [ofClass('us_equity'), ofClass('crypto')];
        const answers: LatestPrices[] = await Promise.all([
          equities === ''
            ? new Map()
            : stocks.stockLatestTrades({ symbols: equities, feed: options.feed }, init).then(toLatestPrices),
          pairs === ''
            ? new Map()
            : crypto.cryptoLatestTrades({ loc: 'us', symbols: pairs }, init).then(toLatestPrices),
        ]);
        return new Map(answers.flatMap(prices => [...prices]));
      });
    },
  };
}

async function guarded<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (thrown) {
    throw toBrokerError(thrown);
  }
}
