import type { Brand } from './brand.ts';
import {
  Decimal,
  type DecimalLimits,
  MAX_PLACES,
  parseDecimal,
  printDecimal,
  requireWithin,
} from './decimal.ts';
import { ROUNDING, round } from './rounding.ts';

/** Dollars for one share or coin: positive, at most 9 digits after the point, canonical ("187.5"). */
export type Price = Brand<'Price'>;

const LIMITS: DecimalLimits = {
  noun: 'a price',
  example: '187.25',
  places: ROUNDING.averagePrice.places,
  sign: 'positive',
};

/** @throws DecimalError; `zero` and `negative` have their own codes, because markets do send them */
export function parsePrice(text: unknown): Price {
  return printDecimal(parseDecimal(text, LIMITS)) as Price;
}

/**
 * A price that someone else computed, such as a broker's average entry price, which may carry more than 9
 * places: rounded half-even to 9.
 *
 * @throws DecimalError; `zero` also when it rounds to zero
 */
export function roundToPrice(text: unknown): Price {
  return print(round(parseDecimal(text, { ...LIMITS, places: MAX_PLACES }), ROUNDING.averagePrice));
}

/** -1, 0 or 1, for sorting by price. */
export function comparePrice(a: Price, b: Price): -1 | 0 | 1 {
  return new Decimal(a).cmp(new Decimal(b));
}

function print(value: Decimal): Price {
  requireWithin(value, LIMITS);
  return printDecimal(value) as Price;
}
