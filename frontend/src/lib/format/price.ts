import { type Decimal, isDecimal, print } from './decimal-text.ts';

/** Digits after the point: two for what costs a dollar or more, as quoted; up to nine for what costs less. */
const DOLLARS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const CENTS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 4, maximumFractionDigits: 9 });

/** Dollars for one share or coin, without a sign: "187.25", "0.0000125". */
export function formatPrice(price: Decimal): string {
  const belowOne = isDecimal(price) && /^-?0\./.test(price);
  return print(belowOne ? CENTS : DOLLARS, price);
}
