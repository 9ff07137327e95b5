import { z } from 'zod';
import { findInstrument } from '../prices/instruments.ts';

/** What a control request may break for an account. */
export const faultSchema = z.strictObject({
  kind: z.enum([
    '401',
    '403',
    '429',
    '500',
    'hang',
    'slow',
    'malformed',
    'missing-price',
    'negative-price',
    'reset',
  ]),
  /** How many requests it hits; without it, all until it is removed. */
  times: z.int().min(1).optional(),
  /** Hits only paths that start with this, e.g. `/v2/positions`. */
  pathPrefix: z.string().startsWith('/').optional(),
  /** For `slow`. */
  delayMs: z.int().min(0).max(600_000).optional(),
  /** For the price faults: only this symbol; without it, every one. */
  symbol: z.string().optional(),
});

export type Fault = z.infer<typeof faultSchema>;

/** The faults in force, one per account. */
export class FaultBoard {
  readonly #faults = new Map<string, { readonly fault: Fault; left: number }>();

  set(keyId: string, fault: Fault): void {
    this.#faults.set(keyId, { fault, left: fault.times ?? Number.POSITIVE_INFINITY });
  }

  clear(keyId: string): boolean {
    return this.#faults.delete(keyId);
  }

  get(keyId: string): (Fault & { remaining: number | null }) | undefined {
    const entry = this.#faults.get(keyId);
    if (entry === undefined) return undefined;
    return { ...entry.fault, remaining: Number.isFinite(entry.left) ? entry.left : null };
  }

  /** The fault that a request meets, if any; uses up one of its times. */
  take(keyId: string, path: string): Fault | undefined {
    const entry = this.#faults.get(keyId);
    if (entry === undefined || !path.startsWith(entry.fault.pathPrefix ?? '/')) return undefined;
    entry.left -= 1;
    if (entry.left <= 0) this.#faults.delete(keyId);
    return entry.fault;
  }
}

/** Every field that holds a price in a trade, quote, bar, snapshot or position. */
const PRICE_FIELDS = new Set(['p', 'ap', 'bp', 'o', 'h', 'l', 'c', 'vw', 'current_price', 'market_value']);

type PriceFault = (value: unknown) => unknown;

function negative(value: unknown): unknown {
  if (typeof value === 'number') return -Math.abs(value);
  return typeof value === 'string' && !value.startsWith('-') ? `-${value}` : value;
}

/** In a trade `c` is a list of conditions and stays as it is. */
function isPrice(name: string, value: unknown): boolean {
  return PRICE_FIELDS.has(name) && (typeof value === 'number' || typeof value === 'string');
}

function rewrite(value: unknown, fault: PriceFault): unknown {
  if (Array.isArray(value)) return value.map(item => rewrite(item, fault));
  if (typeof value !== 'object' || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    out[name] = isPrice(name, inner) ? fault(inner) : rewrite(inner, fault);
  }
  return out;
}

function isSymbol(name: unknown, wanted: string | undefined): boolean {
  if (typeof name !== 'string') return false;
  const instrument = findInstrument(name);
  return instrument !== undefined && (wanted === undefined || instrument === findInstrument(wanted));
}

/**
 * A response body with its prices broken. `missing-price` drops a symbol's entry from a map by symbol, and
 * makes the prices of a single entry null; `negative-price` turns prices negative.
 */
export function breakPrices(body: unknown, fault: Fault): unknown {
  if (Array.isArray(body)) return body.map(item => breakPrices(item, fault));
  if (typeof body !== 'object' || body === null) return body;
  const change: PriceFault = fault.kind === 'negative-price' ? negative : () => null;
  if ('symbol' in body && isSymbol(body.symbol, fault.symbol)) return rewrite(body, change);
  const out: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(body)) {
    if (!isSymbol(name, fault.symbol)) out[name] = breakPrices(inner, fault);
    else if (fault.kind === 'negative-price') out[name] = rewrite(inner, change);
  }
  return out;
}
