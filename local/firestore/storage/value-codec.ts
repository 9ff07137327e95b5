import protobuf from 'protobufjs/minimal.js';
import { invalidArgument } from './errors.ts';
import { MapValue } from './map-value.ts';
import { GeoPointValue, isArrayValue, ReferenceValue, TimestampValue, type Value } from './values.ts';

/**
 * The protobuf form of `google.firestore.v1.Value`, read and written without message objects in between.
 * It is both what travels over gRPC and what is stored on disk.
 */

type Reader = protobuf.Reader;
type Writer = protobuf.Writer;

/** A message nested deeper than this is refused outright, long before the stack is at risk. */
const MAX_NESTING = 100;

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;

const TAG = {
  boolean: (1 << 3) | VARINT,
  integer: (2 << 3) | VARINT,
  double: (3 << 3) | FIXED64,
  reference: (5 << 3) | DELIMITED,
  map: (6 << 3) | DELIMITED,
  geoPoint: (8 << 3) | DELIMITED,
  array: (9 << 3) | DELIMITED,
  timestamp: (10 << 3) | DELIMITED,
  null: (11 << 3) | VARINT,
  string: (17 << 3) | DELIMITED,
  bytes: (18 << 3) | DELIMITED,
} as const;

const FIELD_1 = (1 << 3) | DELIMITED;
const FIELD_2 = (2 << 3) | DELIMITED;

/** Writes the body of a Value message. */
export function writeValue(value: Value, writer: Writer): Writer {
  if (value === null) return writer.uint32(TAG.null).int32(0);
  switch (typeof value) {
    case 'boolean':
      return writer.uint32(TAG.boolean).bool(value);
    case 'bigint':
      return writeInt64(value, writer.uint32(TAG.integer));
    case 'number':
      return writer.uint32(TAG.double).double(value);
    case 'string':
      return writer.uint32(TAG.string).string(value);
    default:
      break;
  }
  if (value instanceof MapValue) return writeEntries(value, FIELD_1, writer.uint32(TAG.map).fork()).ldelim();
  if (isArrayValue(value)) {
    writer.uint32(TAG.array).fork();
    for (const element of value) writeValue(element, writer.uint32(FIELD_1).fork()).ldelim();
    return writer.ldelim();
  }
  if (value instanceof TimestampValue) {
    return writeTimestamp(value, writer.uint32(TAG.timestamp).fork()).ldelim();
  }
  if (value instanceof ReferenceValue) return writer.uint32(TAG.reference).string(value.name);
  if (value instanceof GeoPointValue) {
    writer.uint32(TAG.geoPoint).fork();
    writer.uint32((1 << 3) | FIXED64).double(value.latitude);
    writer.uint32((2 << 3) | FIXED64).double(value.longitude);
    return writer.ldelim();
  }
  return writer.uint32(TAG.bytes).bytes(value);
}

function writeInt64(value: bigint, writer: Writer): Writer {
  const number = Number(value);
  return writer.int64(Number.isSafeInteger(number) ? number : value.toString());
}

/** Writes a `map<string, Value>` field, one entry per key. @param tag field number and wire type */
export function writeEntries(map: MapValue, tag: number, writer: Writer): Writer {
  const { keys, values } = map;
  for (let i = 0; i < keys.length; i++) {
    writer.uint32(tag).fork();
    writer.uint32(FIELD_1).string(keys[i] as string);
    writeValue(values[i] as Value, writer.uint32(FIELD_2).fork()).ldelim();
    writer.ldelim();
  }
  return writer;
}

/** Writes the body of a Timestamp message. */
export function writeTimestamp(value: TimestampValue, writer: Writer): Writer {
  if (value.seconds !== 0) writer.uint32((1 << 3) | VARINT).int64(value.seconds);
  if (value.nanos !== 0) writer.uint32((2 << 3) | VARINT).int32(value.nanos);
  return writer;
}

/** Reads the body of a Value message that ends at a position. @throws INVALID_ARGUMENT */
export function readValue(reader: Reader, end: number, depth = 0): Value {
  if (depth > MAX_NESTING) throw invalidArgument('A value is nested too deeply.');
  let value: Value | undefined;
  while (reader.pos < end) {
    const tag = reader.uint32();
    switch (tag) {
      case TAG.null:
        reader.int32();
        value = null;
        break;
      case TAG.boolean:
        value = reader.bool();
        break;
      case TAG.integer:
        value = readInt64(reader);
        break;
      case TAG.double:
        value = reader.double();
        break;
      case TAG.string:
        value = reader.string();
        break;
      case TAG.bytes:
        // A copy, so that a small value does not keep the whole request alive.
        value = Uint8Array.from(reader.bytes());
        break;
      case TAG.reference:
        value = new ReferenceValue(reader.string());
        break;
      case TAG.timestamp:
        value = readTimestamp(reader, bodyEnd(reader));
        break;
      case TAG.geoPoint:
        value = readGeoPoint(reader, bodyEnd(reader));
        break;
      case TAG.array:
        value = readArray(reader, bodyEnd(reader), depth + 1);
        break;
      case TAG.map:
        value = readMap(reader, bodyEnd(reader), FIELD_1, depth + 1);
        break;
      default:
        if (tag >>> 3 >= 19 && tag >>> 3 <= 22) throw invalidArgument('Expressions are not document values.');
        reader.skipType(tag & 7);
    }
  }
  if (value === undefined) throw invalidArgument('A value has no type.');
  return value;
}

/** Reads a length prefix. @returns where the body that follows ends */
export function bodyEnd(reader: Reader): number {
  const length = reader.uint32();
  const end = reader.pos + length;
  if (end > reader.len) throw new RangeError('length prefix points past the end');
  return end;
}

function readInt64(reader: Reader): bigint {
  const value = reader.int64();
  if (typeof value === 'number') return BigInt(value);
  return value.high === 0 ? BigInt(value.low >>> 0) : (BigInt(value.high) << 32n) | BigInt(value.low >>> 0);
}

function readArray(reader: Reader, end: number, depth: number): Value[] {
  const values: Value[] = [];
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === FIELD_1) values.push(readValue(reader, bodyEnd(reader), depth));
    else reader.skipType(tag & 7);
  }
  return values;
}

/** Reads the body of an ArrayValue message. */
export function readArrayValue(reader: Reader, end: number): Value[] {
  return readArray(reader, end, 1);
}

/** Reads a body whose `map<string, Value>` entries have the given tag, ignoring other fields. */
function readMap(reader: Reader, end: number, entryTag: number, depth: number): MapValue {
  const entries: [string, Value][] = [];
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === entryTag) entries.push(readEntry(reader, bodyEnd(reader), depth));
    else reader.skipType(tag & 7);
  }
  return MapValue.of(entries);
}

/** Reads one entry of a `map<string, Value>`. */
export function readEntry(reader: Reader, end: number, depth: number): [string, Value] {
  let key = '';
  let value: Value | undefined;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === FIELD_1) key = reader.string();
    else if (tag === FIELD_2) value = readValue(reader, bodyEnd(reader), depth);
    else reader.skipType(tag & 7);
  }
  if (value === undefined) throw invalidArgument('A map entry has no value.');
  return [key, value];
}

/** Reads the body of a Timestamp message. @throws INVALID_ARGUMENT outside the years 1 to 9999 */
export function readTimestamp(reader: Reader, end: number): TimestampValue {
  let seconds = 0n;
  let nanos = 0;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === ((1 << 3) | VARINT)) seconds = readInt64(reader);
    else if (tag === ((2 << 3) | VARINT)) nanos = reader.int32();
    else reader.skipType(tag & 7);
  }
  if (seconds < -62_135_596_800n || seconds > 253_402_300_799n || nanos < 0 || nanos > 999_999_999) {
    throw invalidArgument('A timestamp is outside the years 1 to 9999.');
  }
  return new TimestampValue(Number(seconds), nanos);
}

function readGeoPoint(reader: Reader, end: number): GeoPointValue {
  let latitude = 0;
  let longitude = 0;
  while (reader.pos < end) {
    const tag = reader.uint32();
    if (tag === ((1 << 3) | FIXED64)) latitude = reader.double();
    else if (tag === ((2 << 3) | FIXED64)) longitude = reader.double();
    else reader.skipType(tag & 7);
  }
  return new GeoPointValue(latitude, longitude);
}

/** A map of fields as bytes, for the disk. */
export function encodeFields(fields: MapValue): Uint8Array {
  return writeEntries(fields, FIELD_1, protobuf.Writer.create()).finish();
}

/** Inverse of {@link encodeFields}. */
export function decodeFields(bytes: Uint8Array): MapValue {
  const reader = protobuf.Reader.create(bytes);
  return readMap(reader, reader.len, FIELD_1, 0);
}
