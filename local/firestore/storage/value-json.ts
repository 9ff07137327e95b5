import { invalidArgument } from './errors.ts';
import { MapValue } from './map-value.ts';
import { GeoPointValue, isArrayValue, ReferenceValue, TimestampValue, type Value } from './values.ts';

/** The JSON form of `google.firestore.v1.Value`: over REST and WebChannel, and in export files. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

declare global {
  interface JSON {
    /** A value that `JSON.stringify` prints as the given text. */
    rawJSON(text: string): unknown;
  }
}

const MAX_NESTING = 100;
const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);
const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const NEGATIVE_ZERO = JSON.rawJSON('-0.0') as Json;
const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;
const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/;

export function valueToJson(value: Value): JsonObject {
  if (value === null) return { nullValue: null };
  switch (typeof value) {
    case 'boolean':
      return { booleanValue: value };
    case 'bigint':
      return { integerValue: value.toString() };
    case 'number':
      return { doubleValue: doubleToJson(value) };
    case 'string':
      return { stringValue: value };
    default:
      break;
  }
  if (value instanceof MapValue) {
    return { mapValue: value.size === 0 ? {} : { fields: fieldsToJson(value) } };
  }
  if (isArrayValue(value)) return { arrayValue: arrayToJson(value) };
  if (value instanceof TimestampValue) return { timestampValue: timestampToJson(value) };
  if (value instanceof ReferenceValue) return { referenceValue: value.name };
  if (value instanceof GeoPointValue) {
    return { geoPointValue: { latitude: value.latitude, longitude: value.longitude } };
  }
  return { bytesValue: Buffer.from(value).toString('base64') };
}

/** A JSON number; what JSON has no number for becomes a text. */
function doubleToJson(value: number): Json {
  // Printed as it is, the sign of zero would be lost.
  if (Object.is(value, -0)) return NEGATIVE_ZERO;
  return Number.isFinite(value) ? value : String(value);
}

export function fieldsToJson(fields: MapValue): JsonObject {
  const json: JsonObject = {};
  for (const [key, value] of fields.entries()) {
    // A plain assignment would lose a field that is called __proto__.
    Object.defineProperty(json, key, {
      value: valueToJson(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return json;
}

export function arrayToJson(values: readonly Value[]): JsonObject {
  return values.length === 0 ? {} : { values: values.map(valueToJson) };
}

/** Printed with no, 3 or 6 digits of fraction. */
export function timestampToJson({ seconds, nanos }: TimestampValue): string {
  const whole = new Date(seconds * 1000).toISOString().slice(0, -'.000Z'.length);
  if (nanos === 0) return `${whole}Z`;
  const micros = String(nanos / 1000).padStart(6, '0');
  return `${whole}.${micros.endsWith('000') ? micros.slice(0, 3) : micros}Z`;
}

/** @throws INVALID_ARGUMENT */
export function valueFromJson(json: Json | undefined, depth = 0): Value {
  if (depth > MAX_NESTING) throw invalidArgument('A value is nested too deeply.');
  const entries = Object.entries(asObject(json));
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) throw invalidArgument('A value must have exactly one type.');
  const [kind, content] = entry;
  switch (camelCase(kind)) {
    case 'nullValue':
      return null;
    case 'booleanValue':
      return booleanFromJson(content);
    case 'integerValue':
      return integerFromJson(content);
    case 'doubleValue':
      return doubleFromJson(content);
    case 'stringValue':
      return stringFromJson(content);
    case 'bytesValue':
      return bytesFromJson(content);
    case 'timestampValue':
      return timestampFromJson(content);
    case 'referenceValue':
      return new ReferenceValue(stringFromJson(content));
    case 'geoPointValue':
      return geoPointFromJson(content);
    case 'arrayValue':
      return arrayFromJson(content, depth + 1);
    case 'mapValue': {
      const { fields, ...others } = asObject(content);
      if (Object.keys(others).length > 0) throw badPayload();
      return fieldsFromJson(fields, depth + 1);
    }
    default:
      throw badPayload();
  }
}

/** @throws INVALID_ARGUMENT */
export function fieldsFromJson(json: Json | undefined, depth = 0): MapValue {
  if (json === undefined || json === null) return MapValue.EMPTY;
  return MapValue.of(
    Object.entries(asObject(json)).map(([key, value]) => [key, valueFromJson(value, depth)] as const),
  );
}

/** @throws INVALID_ARGUMENT */
export function arrayFromJson(json: Json | undefined, depth = 0): Value[] {
  const { values, ...others } = asObject(json);
  if (Object.keys(others).length > 0) throw badPayload();
  if (values === undefined || values === null) return [];
  if (!Array.isArray(values)) throw badPayload();
  return values.map(value => valueFromJson(value, depth));
}

/** @throws INVALID_ARGUMENT */
export function timestampFromJson(json: Json | undefined): TimestampValue {
  const match = typeof json === 'string' ? RFC3339.exec(json) : null;
  if (match === null) throw badPayload();
  const part = (i: number): number => Number(match[i] ?? 0);
  const date = new Date(0);
  date.setUTCFullYear(part(1), part(2) - 1, part(3));
  date.setUTCHours(part(4), part(5), part(6));
  const offset = (part(9) * 60 + part(10)) * (match[8] === '-' ? -60 : 60);
  const seconds = date.getTime() / 1000 - offset;
  const valid =
    date.getUTCFullYear() === part(1) &&
    date.getUTCMonth() === part(2) - 1 &&
    date.getUTCDate() === part(3) &&
    date.getUTCHours() === part(4) &&
    date.getUTCMinutes() === part(5);
  if (!valid || part(6) > 59 || seconds < FIRST_SECOND || seconds > LAST_SECOND) throw badPayload();
  return new TimestampValue(seconds, Number((match[7] ?? '').padEnd(9, '0')));
}

/** Standard or URL-safe base64, padded or not. @throws INVALID_ARGUMENT */
export function bytesFromJson(json: Json | undefined): Uint8Array {
  if (typeof json !== 'string' || !BASE64.test(json)) throw badPayload();
  return new Uint8Array(Buffer.from(json, 'base64'));
}

/** @throws INVALID_ARGUMENT */
export function doubleFromJson(json: Json | undefined): number {
  if (json === 'NaN' || json === 'Infinity' || json === '-Infinity') return Number(json);
  const number = typeof json === 'string' && json.trim() !== '' ? Number(json) : json;
  if (typeof number !== 'number' || Number.isNaN(number)) throw badPayload();
  return number;
}

/** @throws INVALID_ARGUMENT unless it is an integer of 64 bits */
export function integerFromJson(json: Json | undefined): bigint {
  if (typeof json === 'number' && Number.isInteger(json)) return inRange(BigInt(json));
  if (typeof json === 'string' && /^-?\d{1,20}$/.test(json)) return inRange(BigInt(json));
  throw badPayload();
}

function inRange(value: bigint): bigint {
  if (value > INT64_MAX || value < INT64_MIN) throw badPayload();
  return value;
}

/** @throws INVALID_ARGUMENT */
export function stringFromJson(json: Json | undefined): string {
  if (typeof json !== 'string') throw badPayload();
  return json;
}

/** @throws INVALID_ARGUMENT */
export function booleanFromJson(json: Json | undefined): boolean {
  if (json === true || json === 'true') return true;
  if (json === false || json === 'false') return false;
  throw badPayload();
}

/** @throws INVALID_ARGUMENT */
export function asObject(json: Json | undefined): JsonObject {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw badPayload();
  return json;
}

/** Field names may also be given as in the proto files, in snake_case. */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The service's answer to JSON that is not the request's message. */
export function badPayload(): Error {
  return invalidArgument("Payload isn't valid for request.");
}

function geoPointFromJson(json: Json): GeoPointValue {
  const { latitude = 0, longitude = 0, ...others } = asObject(json);
  if (Object.keys(others).length > 0) throw badPayload();
  return new GeoPointValue(doubleFromJson(latitude), doubleFromJson(longitude));
}
