import type { Brand } from './brand.ts';
import {
  Decimal,
  type DecimalLimits,
  isZero,
  MAX_PLACES,
  parseDecimal,
  printFixed,
  requireWithin,
} from './decimal.ts';
import { DecimalError } from './decimal-error.ts';
import { type Percent, percentageOf } from './percent.ts';
import type { Quantity } from './quantity.ts';
import { ROUNDING, round } from './rounding.ts';

/** US dollars with exactly two decimals and an optional minus: "10250.37", "-0.05", "0.00". */
export type Money = Brand<'Money'>;

const LIMITS: DecimalLimits = {
  noun: 'an amount of money',
  example: '10250.37',
  places: ROUNDING.cash.places,
  sign: 'any',
};

const ANY_PRECISION: DecimalLimits = { ...LIMITS, places: MAX_PLACES };
const FACTOR: DecimalLimits = { noun: 'a factor', example: '0.25', places: MAX_PLACES, sign: 'any' };

export const ZERO_MONEY: Money = parseMoney('0');

/**
 * An amount that is stated in whole cents. Rounds nothing: where a fraction of a cent may legitimately
 * arrive, call `roundToCents`.
 *
 * @throws DecimalError; `too-precise` for a fraction of a cent
 */
export function parseMoney(text: unknown): Money {
  return print(parseDecimal(text, LIMITS));
}

/**
 * An amount of any precision (up to 18 places), rounded half-even to the cent.
 *
 * @throws DecimalError
 */
export function roundToCents(text: unknown): Money {
  return moneyOf(parseDecimal(text, ANY_PRECISION));
}

/** @throws DecimalError `out-of-range`, as every computation below whose result has over 15 integer digits */
export function addMoney(a: Money, b: Money): Money {
  return print(new Decimal(a).plus(new Decimal(b)));
}

/** `a - b`. */
export function subtractMoney(a: Money, b: Money): Money {
  return print(new Decimal(a).minus(new Decimal(b)));
}

export function negateMoney(amount: Money): Money {
  return print(new Decimal(amount).neg());
}

/** The total; of an empty list, zero. Only the total has to be in range, in whatever order the parts come. */
export function sumMoney(amounts: Iterable<Money>): Money {
  let total = new Decimal('0');
  for (const amount of amounts) total = total.plus(new Decimal(amount));
  return print(total);
}

/** -1, 0 or 1, for sorting by amount. */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 {
  return new Decimal(a).cmp(new Decimal(b));
}

export function isNegativeMoney(amount: Money): boolean {
  return compareMoney(amount, ZERO_MONEY) < 0;
}

export function isPositiveMoney(amount: Money): boolean {
  return compareMoney(amount, ZERO_MONEY) > 0;
}

export function minMoney(first: Money, ...others: readonly Money[]): Money {
  return others.reduce((least, amount) => (compareMoney(amount, least) < 0 ? amount : least), first);
}

export function maxMoney(first: Money, ...others: readonly Money[]): Money {
  return others.reduce((most, amount) => (compareMoney(amount, most) > 0 ? amount : most), first);
}

/**
 * `amount × factor`, rounded half-even to the cent.
 *
 * @param factor any decimal, zero and negative ones included
 * @throws DecimalError when the factor is not a decimal
 */
export function scaleMoney(amount: Money, factor: Quantity | string): Money {
  return moneyOf(new Decimal(amount).times(parseDecimal(factor, FACTOR)));
}

/**
 * `part` as a percentage of `whole`, half-even to 4 places; null when `whole` is zero, or so small beside `part` that the
 * percentage has more digits than any figure is shown with.
 */
export function percentOf(part: Money, whole: Money): Percent | null {
  const divisor = new Decimal(whole);
  if (isZero(divisor)) return null;
  try {
    return percentageOf(new Decimal(part), divisor);
  } catch (thrown) {
    if (thrown instanceof DecimalError) return null;
    throw thrown;
  }
}

/** An exact amount as money: rounded once, by the rule for cash. For this folder's own computations. */
export function moneyOf(exact: Decimal): Money {
  return print(round(exact, ROUNDING.cash));
}

/** An exact profit or loss as money: rounded once, by the rule for P&L. For this project's own computations. */
export function profitOf(exact: Decimal): Money {
  return print(round(exact, ROUNDING.pnl));
}

function print(value: Decimal): Money {
  requireWithin(value, LIMITS);
  return printFixed(value, ROUNDING.cash.places) as Money;
}
