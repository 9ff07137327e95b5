import { badDataRequest } from '../http/api-error.ts';
import { listParam } from '../http/request.ts';
import { findInstrument, type Instrument } from '../prices/instruments.ts';

/** What a market data request may name: the format decides over 400, the listing over being left out. */
const FORMATS = {
  us_equity: /^[A-Z]{1,5}([./][A-Z]{1,4})?$/,
  crypto: /^[A-Z0-9]{1,10}\/[A-Z0-9]{2,6}$/,
};

const MOST_SYMBOLS = 1000;

export type AssetClass = keyof typeof FORMATS;

/**
 * The instrument that a symbol names; undefined when it is well-formed and not listed.
 * @throws ApiError 400 for a malformed one.
 */
export function instrumentFor(symbol: string, assetClass: AssetClass): Instrument | undefined {
  if (!FORMATS[assetClass].test(symbol)) throw badDataRequest(`invalid symbol: ${symbol.slice(0, 40)}`);
  const instrument = findInstrument(symbol);
  return instrument?.assetClass === assetClass ? instrument : undefined;
}

/**
 * The listed instruments of the `symbols` parameter, each once, by symbol.
 * @throws ApiError 400 when it is missing or names something malformed.
 */
export function instrumentsFor(query: URLSearchParams, assetClass: AssetClass): Instrument[] {
  const symbols = listParam(query, 'symbols') ?? [];
  if (symbols.length === 0) throw badDataRequest('symbols is required');
  if (symbols.length > MOST_SYMBOLS) throw badDataRequest('too many symbols');
  const found = symbols.flatMap(symbol => instrumentFor(symbol, assetClass) ?? []);
  return [...new Set(found)].sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}
