import { fail } from '../values/evaluation-error.ts';
import { textOf } from '../values/text.ts';
import { typeOf } from '../values/types.ts';
import type { Outcome, Value } from '../values/value.ts';
import { checkedInt, intFromFloat } from './math.ts';
import { parsePath } from './path.ts';
import { type Builtin, define, unsupported } from './signature.ts';

const INT_TEXT = /^[+-]?\d{1,19}$/;
const FLOAT_TEXT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const NON_FINITE: ReadonlyMap<string, number> = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

const toInt = (value: Value): Outcome => {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return intFromFloat(Math.trunc(value));
  if (typeof value !== 'string') return unsupported(`int(${typeOf(value)})`, 'int(string), int(number)');
  return INT_TEXT.test(value)
    ? checkedInt(BigInt(value.replace(/^\+/, '')))
    : fail(`Not an integer: ${value}.`);
};

const toFloat = (value: Value): Outcome => {
  if (typeof value === 'bigint' || typeof value === 'number') return Number(value);
  if (typeof value !== 'string')
    return unsupported(`float(${typeOf(value)})`, 'float(string), float(number)');
  if (FLOAT_TEXT.test(value)) return Number(value);
  return NON_FINITE.get(value) ?? fail(`Not a number: ${value}.`);
};

const toText = (value: Value): Outcome =>
  textOf(value) ?? unsupported(`string(${typeOf(value)})`, 'string(bool|int|float|null|path|string)');

/** There is neither `bool()` nor `bytes()`, in production or in Google's emulator. */
export const CASTS: readonly Builtin[] = [
  define('int', ['any'], toInt),
  define('float', ['any'], toFloat),
  define('string', ['any'], toText),
  define('path', ['string'], parsePath),
];
