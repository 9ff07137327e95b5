import { roundToCents } from '@agenttrader/domain/money/money';
import { parsePrice } from '@agenttrader/domain/money/price';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import type { Broker, BrokerAccess, BrokerAccount } from '../../../functions/src/broker/broker.ts';
import { BrokerError } from '../../../functions/src/broker/broker-error.ts';
import type { MarketData } from '../../../functions/src/broker/market-data.ts';
import { account, position } from '../../../functions/test-support/memory-ports.ts';
import type { Instance } from './instance.ts';
import type { Random } from './random.ts';

/** How long the adapter waits for one answer, in milliseconds. */
const TIMEOUT_MS = 8_000;
const MINUTE_MS = 60_000;
/** An account's equity is this many dollars for its tenant's number, and a cent for each answer. */
const DOLLARS_A_TENANT = 1_000_000_000;

export const SYMBOLS = ['AAPL', 'MSFT', 'BTC/USD', 'ETH/USD'].map(parseTradableSymbol);
/** Has a quote, so that it can be traded, and no latest price. */
export const UNPRICED = parseTradableSymbol('UNPR');

/** What the broker has of one tenant. */
export interface ExchangeAccount {
  readonly number: number;
  /** The pairs of keys that it takes. */
  readonly keys: Set<string>;
  /** What it answers to everything, while there is something wrong with the account. */
  trouble: 'forbidden' | 'unavailable' | 'invalid' | undefined;
  holdsPositions: boolean;
}

/**
 * The broker. Every answer about an account says which account it is of, and how many answers were given before it: so
 * a document tells whose figures stand in it, and whether they are newer than others.
 */
export class Exchange {
  readonly accounts: ExchangeAccount[] = [];
  readonly #now: () => number;
  readonly #random: Random;
  #answers = 0;
  /** How often keys were refused since all was to be well. */
  refusals: number | undefined;

  constructor(now: () => number, random: Random) {
    this.#now = now;
    this.#random = random;
  }

  /** The port, as one instance reaches it. */
  for(instance: Instance): Broker & Pick<MarketData, 'latestQuotes'> {
    const ask = <T>(access: BrokerAccess, about: string, serve: (of: ExchangeAccount) => T): Promise<T> =>
      instance.ask({
        service: 'broker',
        about: `${about} of ${access.credentials.keyId}`,
        serve: () => serve(this.#open(access)),
        failure: () => this.#anyError(),
        patienceMs: TIMEOUT_MS,
        tooLate: () => new BrokerError('broker_timeout'),
        signal: access.signal,
      });
    return {
      account: access => ask(access, 'account', of => this.#figures(of)),
      positions: access => ask(access, 'positions', of => (of.holdsPositions ? [position('AAPL')] : [])),
      latestPrices: (access, symbols) =>
        ask(access, `prices of ${symbols.join(' ')}`, () => {
          const priced = symbols.filter(symbol => symbol !== UNPRICED);
          return new Map(priced.map(symbol => [symbol, this.priceAt(symbol, this.#now())]));
        }),
      latestQuotes: (access, symbols) =>
        ask(access, `quotes of ${symbols.join(' ')}`, () => {
          const quotedAt = new Date(this.#now());
          // Quotes stand still, so that a trade is opened at the same price however long it took.
          return new Map(
            symbols.map(symbol => [symbol, { bid: parsePrice('99'), ask: parsePrice('100'), quotedAt }]),
          );
        }),
    };
  }

  /** Another one each minute. */
  priceAt(symbol: string, now: number): ReturnType<typeof parsePrice> {
    const minute = Math.floor(now / MINUTE_MS) % 1_000;
    return parsePrice(`${50 + symbol.length + minute / 10}`);
  }

  /** From now on, whoever asks with keys that were refused before asks in vain. */
  expectOnlyGoodKeys(): void {
    this.refusals ??= 0;
  }

  #open({ credentials: { keyId } }: BrokerAccess): ExchangeAccount {
    const found = this.accounts.find(({ keys }) => keys.has(keyId));
    if (!found) {
      if (this.refusals !== undefined) this.refusals += 1;
      throw new BrokerError('credentials_rejected', { status: 401 });
    }
    if (found.trouble === 'forbidden') throw new BrokerError('broker_forbidden', { status: 403 });
    if (found.trouble === 'unavailable') throw new BrokerError('broker_unavailable', { status: 503 });
    if (found.trouble === 'invalid') throw new BrokerError('broker_response_invalid');
    return found;
  }

  #figures({ number, holdsPositions }: ExchangeAccount): BrokerAccount {
    this.#answers += 1;
    const dollars = (number + 1) * DOLLARS_A_TENANT;
    const cents = String(this.#answers % 100).padStart(2, '0');
    const equity = `${dollars + Math.floor(this.#answers / 100)}.${cents}`;
    const held = holdsPositions ? '110.00' : '0';
    return { ...account('1000.00', held), equity: roundToCents(equity), cash: roundToCents(equity) };
  }

  /** What a broker in passing trouble answers: nothing that would park a tenant until there are new keys. */
  #anyError(): BrokerError {
    const code = this.#random.pick([
      'broker_rate_limited',
      'broker_unavailable',
      'broker_unreachable',
      'broker_response_invalid',
      'broker_timeout',
    ] as const);
    const retryAfterMs = this.#random.between(1, 90) * 1_000;
    return new BrokerError(code, code === 'broker_rate_limited' ? { status: 429, retryAfterMs } : {});
  }
}

/** Whose account an equity is of, by the tenant's number, and the place of the answer among all. */
export function readEquity(equity: string): { readonly number: number; readonly answer: number } {
  const cents = Math.round(Number(equity) * 100);
  const number = Math.floor(cents / (DOLLARS_A_TENANT * 100)) - 1;
  return { number, answer: cents % (DOLLARS_A_TENANT * 100) };
}
