import { Duration, Timestamp } from './time.ts';
import { isList } from './types.ts';
import { Bytes, LatLng, MapValue, Path, SetValue, type Value } from './value.ts';
import { chargeText, chargeWork } from './work.ts';

const joined = (parts: Iterable<string>): string => {
  let out = '';
  for (const part of parts) out += `${part.length}:${part}`;
  chargeText(out.length);
  return out;
};

const entryKeys = (map: MapValue): string[] =>
  map.keys().flatMap(key => [key, valueKey(map.get(key) ?? null)]);

/** A text that two values share exactly when they are identical (type included); sets are keyed by it. */
export const valueKey = (value: Value): string => {
  chargeWork(1);
  switch (typeof value) {
    case 'string':
      chargeText(value.length);
      return `s${value}`;
    case 'boolean':
      return value ? 't' : 'f';
    case 'bigint':
      return `i${value}`;
    case 'number':
      return `d${value}`;
    default:
      return objectKey(value);
  }
};

const objectKey = (value: Exclude<Value, string | boolean | bigint | number>): string => {
  if (value === null) return 'n';
  if (value instanceof MapValue) return `m${joined(entryKeys(value))}`;
  if (isList(value)) return `l${joined(value.map(valueKey))}`;
  if (value instanceof Path) return `p${joined(value.segments)}`;
  if (value instanceof Timestamp) return `T${value.seconds}.${value.nanos}`;
  if (value instanceof Duration) return `D${value.seconds}.${value.nanos}`;
  if (value instanceof Bytes) return `b${Buffer.from(value.data).toString('hex')}`;
  if (value instanceof LatLng) return `g${value.latitude},${value.longitude}`;
  if (value instanceof SetValue) return `S${joined([...value.members.keys()].sort())}`;
  return `c${joined([valueKey(value.after), valueKey(value.before)])}`;
};

/** A set of the distinct values among these. */
export const setOf = (values: Iterable<Value>): SetValue => {
  const members = new Map<string, Value>();
  for (const value of values) {
    const key = valueKey(value);
    if (!members.has(key)) members.set(key, value);
  }
  return new SetValue(members);
};
