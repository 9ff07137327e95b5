import type { Brand } from './brand.ts';
import { Decimal, type DecimalLimits, isZero, parseDecimal, printDecimal, requireWithin } from './decimal.ts';
import type { Money } from './money.ts';
import type { Price } from './price.ts';
import { divide, ROUNDING } from './rounding.ts';

/** How many shares or coins: positive, at most 9 digits after the point, canonical ("0.015", "3"). */
export type Quantity = Brand<'Quantity'>;

const LIMITS: DecimalLimits = {
  noun: 'a quantity',
  example: '1.5',
  places: ROUNDING.quantity.places,
  sign: 'positive',
};

/** @throws DecimalError */
export function parseQuantity(text: unknown): Quantity {
  return printDecimal(parseDecimal(text, LIMITS)) as Quantity;
}

/**
 * The most that `notional` dollars buy at `price`, cut off after 9 places, so that the purchase never costs
 * more than `notional`. Null when that is nothing: the notional is zero, negative, or smaller than the price of the
 * smallest quantity.
 *
 * @throws DecimalError `out-of-range` when the result has more than 15 digits before the point
 */
export function quantityForNotional(notional: Money, price: Price): Quantity | null {
  const quantity = divide(new Decimal(notional), new Decimal(price), ROUNDING.quantity);
  if (isZero(quantity) || quantity.s < 0) return null;
  requireWithin(quantity, LIMITS);
  return printDecimal(quantity) as Quantity;
}
