import protobuf from 'protobufjs/light.js';
import { invalidArgument } from '../../storage/errors.ts';
import { MapValue } from '../../storage/map-value.ts';
import {
  arrayFromJson,
  arrayToJson,
  asObject,
  badPayload,
  booleanFromJson,
  bytesFromJson,
  camelCase,
  doubleFromJson,
  fieldsFromJson,
  fieldsToJson,
  integerFromJson,
  type Json,
  type JsonObject,
  stringFromJson,
  timestampFromJson,
  timestampToJson,
  valueFromJson,
  valueToJson,
} from '../../storage/value-json.ts';
import { isArrayValue, TimestampValue, type Value } from '../../storage/values.ts';
import type { DocumentMessage } from './protocol.ts';

/**
 * Messages as JSON, by the rules of proto3 and with the leniency of the service: names in either case,
 * numbers as strings and the reverse; but nothing unknown.
 */

/** Types with a JSON form of their own. */
interface SpecialForm {
  toJson(message: unknown): Json;
  fromJson(json: Json): unknown;
}

const SPECIAL: ReadonlyMap<string, SpecialForm> = new Map<string, SpecialForm>([
  [
    '.google.firestore.v1.Value',
    { toJson: message => valueToJson(message as Value), fromJson: json => valueFromJson(json) },
  ],
  [
    '.google.firestore.v1.ArrayValue',
    {
      toJson: message => (isArrayValue(message as Value) ? arrayToJson(message as readonly Value[]) : {}),
      fromJson: json => arrayFromJson(json),
    },
  ],
  [
    '.google.firestore.v1.Document',
    { toJson: message => documentToJson(message as DocumentMessage), fromJson: documentFromJson },
  ],
  [
    '.google.protobuf.Timestamp',
    {
      toJson: message => (message instanceof TimestampValue ? timestampToJson(message) : null),
      fromJson: timestampFromJson,
    },
  ],
  ['.google.protobuf.Int32Value', wrapper(json => Number(integerFromJson(json)))],
  ['.google.protobuf.Int64Value', wrapper(json => Number(integerFromJson(json)))],
  ['.google.protobuf.DoubleValue', wrapper(doubleFromJson)],
]);

function wrapper(parse: (json: Json) => number): SpecialForm {
  return {
    toJson: message => (message as { value: number }).value,
    fromJson: json => ({ value: parse(json) }),
  };
}

function documentToJson({ name, fields, createTime, updateTime }: DocumentMessage): JsonObject {
  return {
    name,
    ...(fields.size === 0 ? {} : { fields: fieldsToJson(fields) }),
    ...(createTime === undefined ? {} : { createTime: timestampToJson(createTime) }),
    ...(updateTime === undefined ? {} : { updateTime: timestampToJson(updateTime) }),
  };
}

function documentFromJson(json: Json): DocumentMessage {
  let name = '';
  let fields = MapValue.EMPTY;
  for (const [key, content] of Object.entries(asObject(json))) {
    switch (camelCase(key)) {
      case 'name':
        name = stringFromJson(content);
        break;
      case 'fields':
        fields = fieldsFromJson(content);
        break;
      case 'createTime':
      case 'updateTime':
        break;
      default:
        throw badPayload();
    }
  }
  return { name, fields };
}

/** A message as JSON; defaults are left out, save those of a oneof that is set to them. */
export function messageToJson(type: protobuf.Type, message: object): Json {
  const special = SPECIAL.get(type.fullName);
  if (special !== undefined) return special.toJson(message);
  const json: JsonObject = {};
  for (const field of type.fieldsArray) {
    if (!Object.hasOwn(message, field.name)) continue;
    const content: unknown = Reflect.get(message, field.name);
    const chosen = field.partOf !== null && field.partOf !== undefined;
    // A null value is a value; anywhere else null means absent.
    const isValue = field.resolve().resolvedType?.fullName === '.google.firestore.v1.Value';
    if (content === undefined || (content === null && !isValue)) continue;
    const printed = fieldToJson(field, content);
    if (printed !== undefined || chosen) json[field.name] = printed ?? scalarToJson(field, content);
  }
  return json;
}

/** @returns undefined for the default */
function fieldToJson(field: protobuf.Field, content: unknown): Json | undefined {
  if (field instanceof protobuf.MapField) {
    const entries = Object.entries(content as Record<string, unknown>);
    return Object.fromEntries(entries.map(([key, value]) => [key, elementToJson(field, value)]));
  }
  if (field.repeated) {
    const items = content as readonly unknown[];
    return items.length === 0 ? undefined : items.map(item => elementToJson(field, item));
  }
  if (field.resolvedType instanceof protobuf.Type) return elementToJson(field, content);
  const isDefault =
    content === 0 ||
    content === '' ||
    content === false ||
    (content instanceof Uint8Array && !content.length);
  return isDefault ? undefined : scalarToJson(field, content);
}

function elementToJson(field: protobuf.Field, content: unknown): Json {
  const { resolvedType } = field.resolve();
  if (resolvedType instanceof protobuf.Type) return messageToJson(resolvedType, content as object);
  return scalarToJson(field, content);
}

function scalarToJson(field: protobuf.Field, content: unknown): Json {
  if (field.resolvedType instanceof protobuf.Enum) {
    return field.resolvedType.valuesById[Number(content)] ?? Number(content);
  }
  if (content instanceof Uint8Array) return Buffer.from(content).toString('base64');
  if (field.type === 'int64' || field.type === 'uint64') return String(content);
  if (typeof content === 'number') return Number.isFinite(content) ? content : String(content);
  return content as Json;
}

/** The message that some JSON stands for, with defaults for what is absent. @throws INVALID_ARGUMENT */
export function messageFromJson<T>(type: protobuf.Type, json: Json | undefined, depth = 0): T {
  if (depth > 100) throw badPayload();
  const special = SPECIAL.get(type.fullName);
  if (special !== undefined) return special.fromJson(json ?? {}) as T;
  const message = type.create();
  const chosen = new Set<string>();
  for (const [key, content] of Object.entries(asObject(json ?? {}))) {
    const field = type.fields[key] ?? type.fields[camelCase(key)];
    if (field === undefined) throw badPayload();
    if (content === null) continue;
    if (field.partOf) checkOnlyOne(field.partOf.name, field.name, chosen);
    Reflect.set(message, field.name, fieldFromJson(field.resolve(), content, depth + 1));
  }
  return message as T;
}

/** Of fields that exclude each other, the service takes one. @param chosen which such groups have theirs already */
function checkOnlyOne(group: string, name: string, chosen: Set<string>): void {
  if (chosen.has(group)) {
    throw invalidArgument(
      `Invalid value (oneof), oneof field '${group}' is already set. Cannot set '${name}'`,
    );
  }
  chosen.add(group);
}

function fieldFromJson(field: protobuf.Field, json: Json, depth: number): unknown {
  if (field instanceof protobuf.MapField) {
    return Object.fromEntries(
      Object.entries(asObject(json)).map(([key, value]) => [key, elementFromJson(field, value, depth)]),
    );
  }
  if (field.repeated) {
    if (!Array.isArray(json)) throw badPayload();
    return json.map(item => elementFromJson(field, item, depth));
  }
  return elementFromJson(field, json, depth);
}

function elementFromJson(field: protobuf.Field, json: Json, depth: number): unknown {
  const { resolvedType } = field;
  if (resolvedType instanceof protobuf.Type) return messageFromJson(resolvedType, json, depth);
  if (resolvedType instanceof protobuf.Enum) {
    const number = typeof json === 'string' ? resolvedType.values[json] : json;
    if (typeof number !== 'number') throw badPayload();
    return number;
  }
  switch (field.type) {
    case 'string':
      return stringFromJson(json);
    case 'bool':
      return booleanFromJson(json);
    case 'bytes':
      return bytesFromJson(json);
    case 'double':
    case 'float':
      return doubleFromJson(json);
    default:
      return Number(integerFromJson(json));
  }
}
