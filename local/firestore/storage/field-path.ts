import { invalidArgument } from './errors.ts';
import { MapValue } from './map-value.ts';
import type { Value } from './values.ts';

/** Field names from the outermost map inwards. */
export type FieldPath = readonly string[];

/** The pseudo field that stands for a document's name in filters and orders. */
export const NAME_FIELD = '__name__';

const SIMPLE = /^[A-Za-z_][A-Za-z_0-9]*$/;
const RESERVED = /^__.*__$/s;
const MAX_PATH_BYTES = 1500;

/** Parses `a.b` or `` a.`x y` ``; inside backticks, backslash escapes itself and the backtick. @throws INVALID_ARGUMENT */
export function parseFieldPath(text: string): FieldPath {
  if (text === '') throw invalidArgument('Invalid empty property path string.');
  if (text.length > MAX_PATH_BYTES || Buffer.byteLength(text) > MAX_PATH_BYTES) {
    throw invalidArgument(`property path is longer than ${MAX_PATH_BYTES} bytes.`);
  }
  if (SIMPLE.test(text)) return [checkReserved(text, text)];
  const segments: string[] = [];
  let at = 0;
  while (true) {
    const [segment, next] = text[at] === '`' ? quotedSegment(text, at) : plainSegment(text, at);
    if (segment === '') throw invalidPath(text);
    segments.push(checkReserved(segment, text));
    if (next === text.length) return segments;
    if (text[next] !== '.') throw invalidPath(text);
    at = next + 1;
  }
}

function plainSegment(text: string, start: number): [string, number] {
  const dot = text.indexOf('.', start);
  const end = dot < 0 ? text.length : dot;
  const segment = text.slice(start, end);
  if (!SIMPLE.test(segment)) throw invalidPath(text);
  return [segment, end];
}

function quotedSegment(text: string, start: number): [string, number] {
  let segment = '';
  for (let i = start + 1; i < text.length; i++) {
    const char = text[i] as string;
    if (char === '`') return [segment, i + 1];
    if (char === '\\' && i + 1 < text.length) segment += text[++i];
    else segment += char;
  }
  throw invalidPath(text);
}

function invalidPath(text: string): Error {
  return invalidArgument(
    `Invalid property path "${text}". Names of letters, digits and underscores that do not begin with a digit ` +
      'are separated by dots; any other name stands in backticks.',
  );
}

/** Names in double underscores belong to the service; `__name__` alone is the document's name. */
function checkReserved(segment: string, text: string): string {
  if (RESERVED.test(segment) && text !== NAME_FIELD) {
    throw invalidArgument(`Invalid reserved name in field path ${segment}`);
  }
  return segment;
}

/** The text form of a path, quoted where needed. */
export function formatFieldPath(path: FieldPath): string {
  return path
    .map(name => (SIMPLE.test(name) ? name : `\`${name.replace(/[\\`]/g, match => `\\${match}`)}\``))
    .join('.');
}

/** The value at a path, or undefined when any part of it is missing. */
export function getField(fields: MapValue, path: FieldPath): Value | undefined {
  let value: Value | undefined = fields;
  for (const name of path) {
    if (!(value instanceof MapValue)) return undefined;
    value = value.get(name);
  }
  return value;
}

/** Reads one field from many maps. */
export type FieldReader = (fields: MapValue) => Value | undefined;

/**
 * A function that reads the value at a path, for use on many documents: alike ones share their array of
 * keys, so that the position found in one of them serves the next.
 */
export function fieldReader(path: FieldPath): FieldReader {
  const [name, ...inner] = path;
  if (name === undefined) return fields => fields;
  let keys: readonly string[] | undefined;
  let position = -1;
  const outer: FieldReader = fields => {
    if (fields.keys !== keys) {
      keys = fields.keys;
      position = fields.positionOf(name);
    }
    return position < 0 ? undefined : fields.values[position];
  };
  if (inner.length === 0) return outer;
  const rest = fieldReader(inner);
  return fields => {
    const value = outer(fields);
    return value instanceof MapValue ? rest(value) : undefined;
  };
}

/** A copy with the value set; whatever on the way is not a map becomes one. */
export function setField(fields: MapValue, path: FieldPath, value: Value, depth = 0): MapValue {
  const name = path[depth] as string;
  if (depth === path.length - 1) return fields.with(name, value);
  const inner = fields.get(name);
  return fields.with(
    name,
    setField(inner instanceof MapValue ? inner : MapValue.EMPTY, path, value, depth + 1),
  );
}

/** A copy without the value at the path; the same map when there is none. */
export function deleteField(fields: MapValue, path: FieldPath, depth = 0): MapValue {
  const name = path[depth] as string;
  if (depth === path.length - 1) return fields.without(name);
  const inner = fields.get(name);
  if (!(inner instanceof MapValue)) return fields;
  const reduced = deleteField(inner, path, depth + 1);
  return reduced === inner ? fields : fields.with(name, reduced);
}

/** Only the fields at the given paths, nested as they were. */
export function projectFields(fields: MapValue, paths: readonly FieldPath[]): MapValue {
  let result = MapValue.EMPTY;
  for (const path of paths) {
    const value = getField(fields, path);
    if (value !== undefined) result = setField(result, path, value);
  }
  return result;
}
