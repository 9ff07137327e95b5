import { DocumentReference, GeoPoint, Timestamp } from 'firebase-admin/firestore';

/** The fields of a document with every timestamp, however deep, as a date (milliseconds). */
export function withDates(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return mapRecord(data, value => (value instanceof Timestamp ? value.toDate() : undefined));
}

/** The fields of a document with every date, however deep, as a timestamp. */
export function withTimestamps(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return mapRecord(data, value => (value instanceof Date ? Timestamp.fromDate(value) : undefined));
}

type Leaf = (value: unknown) => unknown;

const mapRecord = (data: Readonly<Record<string, unknown>>, leaf: Leaf): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, mapValue(value, leaf)]));

function mapValue(value: unknown, leaf: Leaf): unknown {
  const mapped = leaf(value);
  if (mapped !== undefined) return mapped;
  if (Array.isArray(value)) return value.map(entry => mapValue(entry, leaf));
  return isMap(value) ? mapRecord(value, leaf) : value;
}

/** A map of Firestore, and none of the classes that stand for its other types. */
export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !(value instanceof Date) &&
  !(value instanceof Timestamp) &&
  !(value instanceof GeoPoint) &&
  !(value instanceof DocumentReference) &&
  !(value instanceof Uint8Array) &&
  Object.getPrototypeOf(value) === Object.prototype;
