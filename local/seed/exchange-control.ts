import { type Price, parsePrice } from '@agenttrader/domain/money/price';
import { z } from 'zod';
import type { StartingPosition } from './demo-tenants.ts';

export interface ExchangeKeys {
  readonly keyId: string;
  readonly secretKey: string;
}

const trades = z.object({
  trades: z.record(z.string(), z.object({ p: z.number() })),
});

/** The paper exchange's own doors for setting the stage, and its market data. */
export class ExchangeControl {
  readonly #base: string;

  constructor(address: string) {
    this.#base = `http://${address}`;
  }

  /** Opens a paper account under the keys. An account that has the key id already is closed first. */
  async openAccount(keys: ExchangeKeys, cash: string, positions: readonly StartingPosition[]): Promise<void> {
    const account = { ...keys, environment: 'paper', cash, positions };
    const first = await this.#send('POST', '/control/accounts', account);
    if (first.ok) return;
    if (first.status !== 409) throw await failed('open an account', first);
    const closed = await this.#send('DELETE', `/control/accounts/${keys.keyId}`);
    if (!closed.ok) throw await failed('close an account', closed);
    const second = await this.#send('POST', '/control/accounts', account);
    if (!second.ok) throw await failed('open an account', second);
  }

  /** The last traded price of each symbol, in dollars. @throws when one of them has none */
  async latestPrices(keys: ExchangeKeys, symbols: readonly string[]): Promise<Map<string, Price>> {
    const crypto = symbols.filter(symbol => symbol.includes('/'));
    const stocks = symbols.filter(symbol => !symbol.includes('/'));
    const prices = new Map([
      ...(await this.#latest(keys, '/v2/stocks/trades/latest', stocks)),
      ...(await this.#latest(keys, '/v1beta3/crypto/us/latest/trades', crypto)),
    ]);
    const missing = symbols.find(symbol => !prices.has(symbol));
    if (missing !== undefined) throw new Error(`the paper exchange has no price of ${missing}`);
    return prices;
  }

  async #latest(keys: ExchangeKeys, path: string, symbols: readonly string[]): Promise<Map<string, Price>> {
    if (symbols.length === 0) return new Map();
    const query = new URLSearchParams({ symbols: symbols.join(',') });
    const response = await fetch(`${this.#base}/data.alpaca.markets${path}?${query}`, {
      headers: { 'APCA-API-KEY-ID': keys.keyId, 'APCA-API-SECRET-KEY': keys.secretKey },
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw await failed('read prices', response);
    const body = trades.parse(await response.json());
    return new Map(Object.entries(body.trades).map(([symbol, { p }]) => [symbol, parsePrice(String(p))]));
  }

  #send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(`${this.#base}${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(10_000),
    });
  }
}

/** The keys travel in the request, not in the answer, so the answer can be quoted. */
async function failed(what: string, response: Response): Promise<Error> {
  const text = (await response.text()).slice(0, 200);
  return new Error(`the paper exchange refused to ${what}: ${response.status} ${text}`);
}
