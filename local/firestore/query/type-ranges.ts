import { TYPE_ORDER, typeOrder } from '../storage/compare.ts';
import { MapValue } from '../storage/map-value.ts';
import { GeoPointValue, ReferenceValue, TimestampValue, type Value } from '../storage/values.ts';

/** The smallest value of each type, in the order of types: where in an index the values of a type begin. */
const LEAST: readonly Value[] = [
  null,
  false,
  Number.NaN,
  new TimestampValue(-62_135_596_800, 0),
  '',
  new Uint8Array(0),
  new ReferenceValue(''),
  new GeoPointValue(-90, -180),
  [],
  MapValue.of([
    ['__type__', '__vector__'],
    ['value', []],
  ]),
  MapValue.EMPTY,
];

/** The smallest value of the same type. */
export function leastOfSameType(value: Value): Value | undefined {
  return LEAST[typeOrder(value)];
}

/** The smallest value of the next type; undefined for maps, which are the last. */
export function leastOfNextType(value: Value): Value | undefined {
  const type = typeOrder(value);
  return type === TYPE_ORDER.map ? undefined : LEAST[type + 1];
}
