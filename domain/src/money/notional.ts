import { Decimal } from './decimal.ts';
import { type Money, moneyOf } from './money.ts';
import type { Price } from './price.ts';
import type { Quantity } from './quantity.ts';

/**
 * What a quantity is worth at a price, rounded half-even to the cent. Always positive or zero: the direction
 * of a trade is its side, not its notional.
 *
 * @throws DecimalError `out-of-range`
 */
export function notionalOf(price: Price, quantity: Quantity): Money {
  return moneyOf(new Decimal(price).times(new Decimal(quantity)));
}
