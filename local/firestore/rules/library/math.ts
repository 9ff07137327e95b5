import { fail } from '../values/evaluation-error.ts';
import type { Outcome } from '../values/value.ts';
import { type Builtin, define } from './signature.ts';

const MAX_INT = 2n ** 63n - 1n;
const MIN_INT = -(2n ** 63n);

/** An int within 64 bits, or the overflow error. */
export const checkedInt = (value: bigint): Outcome =>
  value > MAX_INT || value < MIN_INT ? fail('Integer overflow.') : value;

/** A whole float as an int; NaN, infinities and anything beyond 64 bits are errors. */
export const intFromFloat = (value: number): Outcome =>
  Number.isFinite(value) ? checkedInt(BigInt(value)) : fail('Number is not an integer.');

export const MATH_FUNCTIONS: readonly Builtin[] = [
  define('abs', ['number'], x => (typeof x === 'bigint' ? checkedInt(x < 0n ? -x : x) : Math.abs(x))),
  define('ceil', ['number'], x => Math.ceil(Number(x))),
  define('floor', ['number'], x => Math.floor(Number(x))),
  /** Halves go up: -1.5 rounds to -1. */
  define('round', ['number'], x => (typeof x === 'bigint' ? x : intFromFloat(Math.round(x)))),
  define('sqrt', ['number'], x => Math.sqrt(Number(x))),
  define('pow', ['number', 'number'], (base, exponent) => Number(base) ** Number(exponent)),
  define('isNaN', ['number'], x => Number.isNaN(Number(x))),
];
