import Big from 'big.js';
import { DecimalError } from './decimal-error.ts';
import { shownInMessage } from './shown-in-message.ts';

/**
 * The decimal arithmetic of this project, private to the money and trades folders. `strict` makes big.js
 * refuse a JavaScript number anywhere, and throw rather than silently become one.
 */
export const Decimal = Big();
Decimal.strict = true;

/** An exact decimal in the middle of a computation; it leaves as one of the string types. */
export type Decimal = Big;

/** What one decimal type accepts. `noun` names it in messages, article included: "an amount". */
export interface DecimalLimits {
  readonly noun: string;
  readonly example: string;
  /** Most digits after the point. */
  readonly places: number;
  readonly sign: 'any' | 'positive';
}

/** Digits before the point that any of the types holds: quadrillions are beyond every account. */
const MAX_INTEGER_DIGITS = 15;

/** Digits after the point that are read at all; each type keeps fewer. */
export const MAX_PLACES = 18;

const MAX_TEXT_LENGTH = 64;

// ASCII digits only, and no "+", no bare point, no separators: one spelling everywhere, whatever the locale.
const DECIMAL_TEXT = /^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/**
 * Reads a decimal from a string and checks it against `limits`. What counts is the value, not its spelling:
 * "1.50", "1.5000" and "15e-1" are the same decimal.
 *
 * @throws DecimalError for everything else, JavaScript numbers included: a number has already lost digits.
 */
export function parseDecimal(text: unknown, limits: DecimalLimits): Decimal {
  if (typeof text !== 'string' || text.length > MAX_TEXT_LENGTH || !DECIMAL_TEXT.test(text)) {
    throw new DecimalError(
      'not-a-decimal',
      `${shownInMessage(text)} is not ${limits.noun}: give a string of digits with an optional fraction, ` +
        `such as "${limits.example}", of at most ${MAX_TEXT_LENGTH} characters.`,
    );
  }
  const value = new Decimal(text);
  requireWithin(value, limits, text);
  return value;
}

/**
 * Checks a value against the limits of its type. `text` is how the value was given; without it, a message
 * shows the value itself, in scientific notation.
 *
 * @throws DecimalError
 */
export function requireWithin(value: Decimal, limits: DecimalLimits, text?: string): void {
  const { noun, places, sign } = limits;
  const shown = () => shownInMessage(text ?? value.toExponential());
  if (sign === 'positive' && isZero(value)) {
    throw new DecimalError('zero', `${shown()} is zero: ${noun} must be greater than zero.`);
  }
  if (sign === 'positive' && value.s < 0) {
    throw new DecimalError('negative', `${shown()} is negative: ${noun} must be greater than zero.`);
  }
  if (value.e >= MAX_INTEGER_DIGITS) {
    throw new DecimalError(
      'out-of-range',
      `${shown()} is out of range: ${noun} has at most ${MAX_INTEGER_DIGITS} digits before the point.`,
    );
  }
  if (placesOf(value) > places) {
    throw new DecimalError(
      'too-precise',
      `${shown()} is too precise: ${noun} has at most ${places} digits after the point.`,
    );
  }
}

/** Canonical text: plain notation, no trailing zeros, never "-0". */
export function printDecimal(value: Decimal): string {
  return value.toFixed();
}

/**
 * Canonical text with exactly `places` digits after the point. The value must already be rounded to them: left
 * to `toFixed`, a small loss would print as "-0.00".
 */
export function printFixed(value: Decimal, places: number): string {
  return value.toFixed(places);
}

export function isZero(value: Decimal): boolean {
  return value.c[0] === 0;
}

/** Digits after the point. big.js keeps no trailing zeros, so this is a property of the value. */
function placesOf(value: Decimal): number {
  return isZero(value) ? 0 : Math.max(0, value.c.length - 1 - value.e);
}
