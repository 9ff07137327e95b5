import { pathText } from './text.ts';
import { Duration, Timestamp } from './time.ts';
import { isList } from './types.ts';
import { Bytes, LatLng, MapDiff, MapValue, Path, SetValue, type Value } from './value.ts';
import { chargeWork } from './work.ts';

const isNumber = (value: Value): value is number | bigint =>
  typeof value === 'bigint' || typeof value === 'number';

/** Numeric equality across int and float, exact beyond 2^53; NaN equals nothing. */
export const numbersEqual = (a: number | bigint, b: number | bigint): boolean => a <= b && a >= b;

/**
 * `==`: values of different types differ, except that an int and a float compare as numbers. That holds for
 * the two operands only: inside lists, maps and sets the type counts.
 */
export const equal = (a: Value, b: Value): boolean => {
  if (isNumber(a) && isNumber(b)) return numbersEqual(a, b);
  return identical(a, b);
};

/** Equality where the type counts too: `1` and `1.0` differ. */
export const identical = (a: Value, b: Value): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return identicalDeep(a, b);
};

const identicalDeep = (a: Value, b: Value): boolean => {
  chargeWork(1);
  if (a === b) return true;
  if (a instanceof MapValue) return b instanceof MapValue && identicalMaps(a, b);
  if (isList(a)) return isList(b) && identicalLists(a, b);
  if (a instanceof MapDiff) {
    return b instanceof MapDiff && identicalDeep(a.after, b.after) && identicalDeep(a.before, b.before);
  }
  return identicalScalars(a, b);
};

const identicalLists = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((item, index) => identicalDeep(item, b[index] ?? null));

const identicalMaps = (a: MapValue, b: MapValue): boolean => {
  if (a.size !== b.size) return false;
  return a.keys().every(key => {
    const left = a.get(key);
    const right = b.get(key);
    return left !== undefined && right !== undefined && identicalDeep(left, right);
  });
};

const identicalScalars = (a: Value, b: Value): boolean => {
  if (a instanceof Path) {
    return b instanceof Path && a.segments.length === b.segments.length && pathText(a) === pathText(b);
  }
  if (a instanceof Timestamp) {
    return b instanceof Timestamp && a.seconds === b.seconds && a.nanos === b.nanos;
  }
  if (a instanceof Duration) return b instanceof Duration && a.seconds === b.seconds && a.nanos === b.nanos;
  if (a instanceof Bytes) return b instanceof Bytes && Buffer.compare(a.data, b.data) === 0;
  if (a instanceof LatLng) {
    return b instanceof LatLng && a.latitude === b.latitude && a.longitude === b.longitude;
  }
  return (
    a instanceof SetValue &&
    b instanceof SetValue &&
    a.members.size === b.members.size &&
    [...a.members.keys()].every(key => b.members.has(key))
  );
};
