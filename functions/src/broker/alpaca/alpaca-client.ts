import { assetClassOf, type TradableSymbol } from '@agenttrader/domain/symbols';
import { Alpaca } from '@alpacahq/alpaca-trade-api/rest';
import type { BrokerAccess } from '../broker.ts';
import type { RequestBudget } from '../request-budget.ts';
import { toBrokerError } from './errors.ts';

export interface AlpacaOptions {
  /** How long one request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** The stock feed: `iex` is free, `sip` needs a subscription of the tenant's own. */
  readonly feed: 'iex' | 'sip' | 'delayed_sip';
  /** Replaces `fetch`: the local exchange and tests use it. */
  readonly fetchApi?: typeof fetch;
  /** How many requests an account may still make. */
  readonly budget?: RequestBudget;
}

/** The most symbols that one request names. */
const MOST_SYMBOLS = 100;

/** What may be asked, and the way to end it. */
export type AlpacaCall<T> = (client: Alpaca, init: { readonly signal: AbortSignal }) => Promise<T>;

/**
 * Asks Alpaca's official SDK. A client is made for every call: it holds no connection of its own, and one that lived
 * longer would keep a tenant's keys in memory.
 *
 * The SDK's retries are off: `pulse` comes back every minute, and a retry inside of it would spend the tenant's deadline
 * and its 200 requests a minute on a broker that is already in trouble.
 *
 * @throws BrokerError, also where `call` cannot read the answer
 */
export async function askAlpaca<T>(
  { timeoutMs, fetchApi = fetch, budget }: AlpacaOptions,
  { environment, credentials, signal }: BrokerAccess,
  call: AlpacaCall<T>,
): Promise<T> {
  try {
    const client = new Alpaca({
      keyId: credentials.keyId,
      secret: credentials.secretKey,
      paper: environment === 'paper',
      timeoutMs,
      retry: false,
      rateLimit: false,
      fetchApi: async (input, init) => {
        budget?.take(`${environment}/${credentials.keyId}`);
        return fetchApi(input, init);
      },
    });
    return await call(client, { signal });
  } catch (thrown) {
    throw toBrokerError(thrown);
  }
}

/**
 * Asks for the stocks and for the pairs among `symbols`, as lists with commas of at most a hundred; for none where there is
 * none.
 */
export async function askEachClass<T>(
  symbols: readonly TradableSymbol[],
  stocks: (symbols: string) => Promise<ReadonlyMap<TradableSymbol, T>>,
  pairs: (symbols: string) => Promise<ReadonlyMap<TradableSymbol, T>>,
): Promise<ReadonlyMap<TradableSymbol, T>> {
  const listsOf = (wanted: string): string[] => {
    const ofClass = symbols.filter(symbol => assetClassOf(symbol) === wanted);
    const count = Math.ceil(ofClass.length / MOST_SYMBOLS);
    return Array.from({ length: count }, (_, n) =>
      ofClass.slice(n * MOST_SYMBOLS, (n + 1) * MOST_SYMBOLS).join(','),
    );
  };
  const answers = await Promise.all([...listsOf('us_equity').map(stocks), ...listsOf('crypto').map(pairs)]);
  return new Map(answers.flatMap(answer => [...answer]));
}
