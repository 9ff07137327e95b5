import { FieldPath, FieldValue, Timestamp } from 'firebase-admin/firestore';

export type Fields = Readonly<Record<string, unknown>>;

const isSentinel = (value: unknown): value is FieldValue => value instanceof FieldValue;
const isDelete = (value: unknown): boolean => isSentinel(value) && value.isEqual(FieldValue.delete());

/** A map of Firestore, and none of the objects that stand for its other types. */
const isMap = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The value as it is sent: a copy, dates as timestamps. @throws Error for one that Firestore does not store */
export function encoded(value: unknown, where = ''): unknown {
  if (value === undefined || typeof value === 'function') throw new Error(`Cannot encode ${where}.`);
  if (value instanceof Date) return Timestamp.fromMillis(value.getTime());
  if (Array.isArray(value)) return value.map((entry, index) => encoded(entry, `${where}[${index}]`));
  if (!isMap(value)) {
    if (typeof value === 'object' && value !== null && !isLeaf(value))
      throw new Error(`Cannot encode ${where}.`);
    return value;
  }
  return encodedFields(value, where);
}

const isLeaf = (value: object): boolean => value instanceof Timestamp || isSentinel(value);

/** @throws Error as `encoded` does */
export function encodedFields(fields: Fields, where = ''): Fields {
  const result: Record<string, unknown> = {};
  for (const key of Object.keys(fields)) result[key] = encoded(fields[key], `${where}.${key}`);
  return result;
}

/** The segments of a field's path. */
export function segmentsOf(path: string | FieldPath): readonly string[] {
  return (path instanceof FieldPath ? path.toString() : path).split('.');
}

export function valueAt(fields: Fields, [head = '', ...rest]: readonly string[]): unknown {
  const value = fields[head];
  if (rest.length === 0) return value;
  return isMap(value) ? valueAt(value, rest) : undefined;
}

/** The fields with another value at the path; sentinels are carried out. */
export function withValueAt(
  fields: Fields,
  [head = '', ...rest]: readonly string[],
  value: unknown,
  now: Timestamp,
): Fields {
  const before = fields[head];
  if (rest.length > 0) {
    if (isDelete(value) && !isMap(before)) return fields;
    return { ...fields, [head]: withValueAt(isMap(before) ? before : {}, rest, value, now) };
  }
  if (isDelete(value)) {
    const { [head]: _, ...others } = fields;
    return others;
  }
  return { ...fields, [head]: isSentinel(value) ? carriedOut(value, before, now) : resolved(value, now) };
}

/** The fields with others merged into them, map by map. */
export function merged(before: Fields, fields: Fields, now: Timestamp): Fields {
  let result = before;
  for (const [key, value] of Object.entries(fields)) {
    const nested = isMap(value) && Object.keys(value).length > 0;
    const current = result[key];
    result = nested
      ? { ...result, [key]: merged(isMap(current) ? current : {}, value, now) }
      : withValueAt(result, [key], value, now);
  }
  return result;
}

/** The value with the sentinels in it carried out, as for a document of which nothing is kept. */
function resolved(value: unknown, now: Timestamp): unknown {
  return isMap(value) ? merged({}, value, now) : value;
}

function carriedOut(sentinel: FieldValue, before: unknown, now: Timestamp): unknown {
  if (sentinel.isEqual(FieldValue.serverTimestamp())) return now;
  const { operand } = sentinel as unknown as { operand?: unknown };
  if (typeof operand !== 'number') throw new Error('The stand-in knows no such field value.');
  return (typeof before === 'number' ? before : 0) + operand;
}

/** Only what lies at one of the paths. */
export function masked(fields: Fields, paths: readonly (string | FieldPath)[]): Fields {
  let result: Fields = {};
  for (const path of paths) {
    const segments = segmentsOf(path);
    const value = valueAt(fields, segments);
    if (value !== undefined) result = withValueAt(result, segments, value, Timestamp.fromMillis(0));
  }
  return result;
}

export function areEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one instanceof Timestamp) return other instanceof Timestamp && one.isEqual(other);
  if (Array.isArray(one)) {
    if (!Array.isArray(other) || one.length !== other.length) return false;
    return one.every((entry, index) => areEqual(entry, other[index]));
  }
  if (!isMap(one) || !isMap(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every(key => key in other && areEqual(one[key], other[key]));
}

/** As Firestore orders values of one type; undefined where they are of different ones. */
export function compared(one: unknown, other: unknown): number | undefined {
  if (one instanceof Timestamp && other instanceof Timestamp)
    return one.seconds - other.seconds || one.nanoseconds - other.nanoseconds;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  if (typeof one === 'string' && typeof other === 'string')
    return Buffer.compare(Buffer.from(one), Buffer.from(other));
  return one === null && other === null ? 0 : undefined;
}
