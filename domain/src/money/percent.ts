import type { Brand } from './brand.ts';
import {
  Decimal,
  type DecimalLimits,
  MAX_PLACES,
  parseDecimal,
  printDecimal,
  requireWithin,
} from './decimal.ts';
import { divide, ROUNDING, round } from './rounding.ts';

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
 * A fraction of one, as brokers state relative profit ("0.0125"), as a percentage ("1.25"), rounded half-even
 * to 4 places.
 *
 * @throws DecimalError when the text is not a decimal, or the percentage is out of range
 */
export function percentFromFraction(text: unknown): Percent {
  const fraction = parseDecimal(text, {
    ...LIMITS,
    noun: 'a fraction',
    example: '0.0125',
    places: MAX_PLACES,
  });
  return print(round(fraction.times(HUNDRED), ROUNDING.percent));
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
