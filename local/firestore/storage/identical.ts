import { MapValue } from './map-value.ts';
import { GeoPointValue, isArrayValue, ReferenceValue, TimestampValue, type Value } from './values.ts';

/**
 * Whether two values are stored alike, type included: integer 1 is not double 1.0 here. Decides whether a
 * write changes a document at all.
 */
export function identical(a: Value, b: Value): boolean {
  // The sign of zero counts here, too, and NaN is NaN.
  if (typeof a === 'number') return Object.is(a, b);
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (a instanceof MapValue) return b instanceof MapValue && identicalMaps(a, b);
  if (isArrayValue(a)) return isArrayValue(b) && identicalLists(a, b);
  if (a instanceof TimestampValue) {
    return b instanceof TimestampValue && a.seconds === b.seconds && a.nanos === b.nanos;
  }
  if (a instanceof ReferenceValue) return b instanceof ReferenceValue && a.name === b.name;
  if (a instanceof GeoPointValue) {
    return (
      b instanceof GeoPointValue && Object.is(a.latitude, b.latitude) && Object.is(a.longitude, b.longitude)
    );
  }
  return b instanceof Uint8Array && Buffer.compare(a, b) === 0;
}

function identicalMaps(a: MapValue, b: MapValue): boolean {
  if (a.size !== b.size) return false;
  if (a.keys !== b.keys && !a.keys.every((key, i) => key === b.keys[i])) return false;
  return identicalLists(a.values, b.values);
}

function identicalLists(a: readonly Value[], b: readonly Value[]): boolean {
  return a.length === b.length && a.every((value, i) => identical(value, b[i] as Value));
}
