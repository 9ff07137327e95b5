import { Duration, Timestamp } from './time.ts';
import { Bytes, LatLng, MapDiff, MapValue, Path, SetValue, type Value } from './value.ts';

export type TypeName =
  | 'null'
  | 'bool'
  | 'int'
  | 'float'
  | 'string'
  | 'bytes'
  | 'timestamp'
  | 'duration'
  | 'latlng'
  | 'path'
  | 'list'
  | 'set'
  | 'map'
  | 'mapdiff';

export const isList = (value: unknown): value is readonly Value[] => Array.isArray(value);

export const typeOf = (value: Value): TypeName => {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    default:
      return typeOfObject(value);
  }
};

const typeOfObject = (value: Exclude<Value, string | boolean | bigint | number>): TypeName => {
  if (value === null) return 'null';
  if (value instanceof MapValue) return 'map';
  if (isList(value)) return 'list';
  if (value instanceof Path) return 'path';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof SetValue) return 'set';
  if (value instanceof Bytes) return 'bytes';
  if (value instanceof Duration) return 'duration';
  if (value instanceof LatLng) return 'latlng';
  return value instanceof MapDiff ? 'mapdiff' : 'null';
};

/**
 * The names that may stand after `is`, each with the types it accepts. `set` compiles but is false for every
 * value, sets included; null and map diffs have no name.
 */
export const TYPE_TESTS: ReadonlyMap<string, readonly TypeName[]> = new Map([
  ['bool', ['bool']],
  ['bytes', ['bytes']],
  ['duration', ['duration']],
  ['float', ['float']],
  ['int', ['int']],
  ['latlng', ['latlng']],
  ['list', ['list']],
  ['map', ['map']],
  ['number', ['int', 'float']],
  ['path', ['path']],
  ['set', []],
  ['string', ['string']],
  ['timestamp', ['timestamp']],
]);

export const isOfType = (value: Value, test: string): boolean =>
  TYPE_TESTS.get(test)?.includes(typeOf(value)) ?? false;
