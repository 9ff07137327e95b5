import { Duration, Timestamp } from './time.ts';
import { Bytes, type Value } from './value.ts';
import { chargeText } from './work.ts';

/** Surrogates sort above every other unit, as their code points do in UTF-8. */
const rank = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

/** Orders strings as their UTF-8 bytes do, which is how Firestore orders them. */
const compareStrings = (a: string, b: string): number => {
  const length = Math.min(a.length, b.length);
  chargeText(length);
  for (let index = 0; index < length; index += 1) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
};

const compareBytes = (a: Uint8Array, b: Uint8Array): number => Buffer.compare(a, b);

/**
 * Negative, zero or positive; NaN when a NaN takes part (every comparison is then false); undefined for types
 * that have no order between them.
 */
export const compare = (a: Value, b: Value): number | undefined => {
  if (typeof a === 'string') return typeof b === 'string' ? compareStrings(a, b) : undefined;
  if (typeof a === 'bigint' || typeof a === 'number') {
    if (typeof b !== 'bigint' && typeof b !== 'number') return undefined;
    if (a < b) return -1;
    if (a > b) return 1;
    return a <= b ? 0 : Number.NaN;
  }
  if (a instanceof Timestamp && b instanceof Timestamp) return compareTimes(a, b);
  if (a instanceof Duration && b instanceof Duration) return compareTimes(a, b);
  if (a instanceof Bytes && b instanceof Bytes) return compareBytes(a.data, b.data);
  return undefined;
};

const compareTimes = (a: Timestamp | Duration, b: Timestamp | Duration): number =>
  a.seconds === b.seconds ? a.nanos - b.nanos : a.seconds - b.seconds;
