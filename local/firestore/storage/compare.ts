import { MapValue } from './map-value.ts';
import { comparePaths } from './resource-path.ts';
import { compareUtf8 } from './utf8-order.ts';
import { GeoPointValue, isArrayValue, ReferenceValue, TimestampValue, type Value } from './values.ts';

/** Rank of each type in Firestore's order across types. */
export const TYPE_ORDER = {
  null: 0,
  boolean: 1,
  number: 2,
  timestamp: 3,
  string: 4,
  bytes: 5,
  reference: 6,
  geoPoint: 7,
  array: 8,
  vector: 9,
  map: 10,
} as const;

const VECTOR_MARK = '__vector__';

export function typeOrder(value: Value): number {
  if (value === null) return TYPE_ORDER.null;
  switch (typeof value) {
    case 'boolean':
      return TYPE_ORDER.boolean;
    case 'bigint':
    case 'number':
      return TYPE_ORDER.number;
    case 'string':
      return TYPE_ORDER.string;
    default:
      break;
  }
  if (value instanceof MapValue) return isVector(value) ? TYPE_ORDER.vector : TYPE_ORDER.map;
  if (isArrayValue(value)) return TYPE_ORDER.array;
  if (value instanceof TimestampValue) return TYPE_ORDER.timestamp;
  if (value instanceof ReferenceValue) return TYPE_ORDER.reference;
  if (value instanceof GeoPointValue) return TYPE_ORDER.geoPoint;
  return TYPE_ORDER.bytes;
}

/** A vector travels as a map with a reserved mark; it has its own place in the order. */
function isVector(value: MapValue): boolean {
  return value.size === 2 && value.get('__type__') === VECTOR_MARK;
}

/** Firestore's total order over all values. NaN is the smallest number, and -0, 0 and integer 0 are equal. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'string' && typeof b === 'string') return compareUtf8(a, b);
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  const type = typeOrder(a);
  const difference = type - typeOrder(b);
  if (difference !== 0) return difference;
  switch (type) {
    case TYPE_ORDER.null:
      return 0;
    case TYPE_ORDER.boolean:
      return Number(a) - Number(b);
    case TYPE_ORDER.timestamp:
      return compareTimestamps(a as TimestampValue, b as TimestampValue);
    case TYPE_ORDER.bytes:
      return Buffer.compare(a as Uint8Array, b as Uint8Array);
    case TYPE_ORDER.reference:
      return comparePaths((a as ReferenceValue).name, (b as ReferenceValue).name);
    case TYPE_ORDER.geoPoint:
      return compareGeoPoints(a as GeoPointValue, b as GeoPointValue);
    case TYPE_ORDER.array:
      return compareArrays(a as readonly Value[], b as readonly Value[]);
    case TYPE_ORDER.vector:
      return compareVectors(a as MapValue, b as MapValue);
    default:
      return compareMaps(a as MapValue, b as MapValue);
  }
}

function isNumber(value: Value): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Equality as queries see it: 1 equals 1.0, NaN equals NaN. */
export function valuesEqual(a: Value, b: Value): boolean {
  return a === b || compareValues(a, b) === 0;
}

/** Orders numbers of both kinds exactly, without rounding an integer to a double. */
export function compareNumbers(a: number | bigint, b: number | bigint): number {
  if (a < b) return -1;
  if (a > b) return 1;
  const aIsNaN = typeof a === 'number' && Number.isNaN(a);
  const bIsNaN = typeof b === 'number' && Number.isNaN(b);
  return aIsNaN ? (bIsNaN ? 0 : -1) : bIsNaN ? 1 : 0;
}

function compareTimestamps(a: TimestampValue, b: TimestampValue): number {
  return a.seconds - b.seconds || a.nanos - b.nanos;
}

function compareGeoPoints(a: GeoPointValue, b: GeoPointValue): number {
  return a.latitude - b.latitude || a.longitude - b.longitude;
}

function compareArrays(a: readonly Value[], b: readonly Value[]): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const order = compareValues(a[i] as Value, b[i] as Value);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Vectors order by dimension, then component by component. */
function compareVectors(a: MapValue, b: MapValue): number {
  const x = a.get('value');
  const y = b.get('value');
  if (!isArrayValue(x) || !isArrayValue(y)) return compareMaps(a, b);
  return x.length - y.length || compareArrays(x, y);
}

function compareMaps(a: MapValue, b: MapValue): number {
  const length = Math.min(a.size, b.size);
  for (let i = 0; i < length; i++) {
    const order =
      compareUtf8(a.keys[i] as string, b.keys[i] as string) ||
      compareValues(a.values[i] as Value, b.values[i] as Value);
    if (order !== 0) return order;
  }
  return a.size - b.size;
}
