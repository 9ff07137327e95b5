import { DocumentReference, GeoPoint, Timestamp } from 'firebase-admin/firestore';
import type { z } from 'zod';
import { isMap } from '../firestore/plain-values.ts';

type Json = z.infer<ReturnType<typeof z.json>>;

/**
 * A value of Firestore as JSON. Times become ISO 8601 in UTC, to the nanosecond where they are that fine. What JSON has
 * no form for is wrapped in a map that names its kind: `{bytes}` in base64, `{reference}`, `{number}` for NaN and the
 * infinities; a place on earth is `{latitude, longitude}`.
 *
 * @throws TypeError for a value that Firestore does not hand out
 */
function exportedValue(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { number: String(value) };
  if (value instanceof Timestamp) return isoOf(value);
  if (value instanceof GeoPoint) return { latitude: value.latitude, longitude: value.longitude };
  if (value instanceof DocumentReference) return { reference: value.path };
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (isVector(value)) return value.toArray();
  if (Array.isArray(value)) return value.map(exportedValue);
  if (isMap(value)) return exportedFields(value);
  throw new TypeError('a value of an unknown kind cannot be exported');
}

/** The fields of a document, or of a map in it, as JSON. */
export const exportedFields = (fields: Readonly<Record<string, unknown>>): Record<string, Json> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, exportedValue(value)]));

/** The SDK does not hand its class of vectors out. */
const isVector = (value: unknown): value is { toArray(): number[] } =>
  typeof value === 'object' && value !== null && 'toArray' in value && typeof value.toArray === 'function';

function isoOf(timestamp: Timestamp): string {
  const iso = timestamp.toDate().toISOString();
  if (timestamp.nanoseconds % 1_000_000 === 0) return iso;
  return iso.replace(/\.\d{3}Z$/, `.${String(timestamp.nanoseconds).padStart(9, '0')}Z`);
}
