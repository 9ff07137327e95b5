import type { Brand } from './brand.ts';
import { Decimal, type DecimalLimits, parseDecimal, printDecimal, requireWithin } from './decimal.ts';
import { divide, ROUNDING } from './rounding.ts';

/** A percentage: "2.5" is two and a half per cent. At most 4 digits after the point, canonical. */
export type Percent = Brand<'Percent'>;

const LIMITS: DecimalLimits = {
  noun: 'a percentage',
  example: '2.5',
  places: ROUNDING.percent.places,
  sign: 'any',
};

const HUNDRED = new Decimal('100');

/** @throws DecimalError */
export function parsePercent(text: unknown): Percent {
  return print(parseDecimal(text, LIMITS));
}

/**
 * `part` as a percentage of `whole`, rounded once. `whole` must not be zero; its sign counts.
 *
 * @throws DecimalError `out-of-range` when the ratio is absurd
 */
export function percentageOf(part: Decimal, whole: Decimal): Percent {
  return print(divide(part.times(HUNDRED), whole, ROUNDING.percent));
}

function print(value: Decimal): Percent {
  requireWithin(value, LIMITS);
  return printDecimal(value) as Percent;
}
