import type { Brand } from './brand.ts';
import { type DecimalLimits, parseDecimal, printDecimal } from './decimal.ts';
import { ROUNDING } from './rounding.ts';

/**
 * A broker position's size: positive when long, negative when short. Zero is possible, for a position that is
 * just being closed. At most 9 digits after the point, canonical.
 */
export type SignedQuantity = Brand<'SignedQuantity'>;

const LIMITS: DecimalLimits = {
  noun: 'a position size',
  example: '-1.5',
  places: ROUNDING.quantity.places,
  sign: 'any',
};

/** @throws DecimalError */
export function parseSignedQuantity(text: unknown): SignedQuantity {
  return printDecimal(parseDecimal(text, LIMITS)) as SignedQuantity;
}
