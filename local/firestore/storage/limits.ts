import type { StoredDocument } from './document.ts';
import { documentSize } from './document-size.ts';
import { invalidArgument } from './errors.ts';
import { MapValue } from './map-value.ts';
import { type DatabaseId, parseReferenceName, resourceName } from './resource-path.ts';
import { GeoPointValue, isArrayValue, ReferenceValue, type Value } from './values.ts';

/** Largest request that any transport takes, in bytes. */
export const MAX_REQUEST_BYTES = 11_534_336;

const MAX_DOCUMENT_BYTES = 1_048_576;
const MAX_FIELD_NAME_BYTES = 1500;
const MAX_NESTING = 20;
const RESERVED_NAME = /^__.*__$/s;
const VECTOR_KEY = '__type__';

/** Refuses fields that the service would not store. @throws INVALID_ARGUMENT */
export function checkFields(fields: MapValue, depth = 1): void {
  if (depth > MAX_NESTING) throw invalidArgument(`Property is nested deeper than ${MAX_NESTING} levels.`);
  for (const [name, value] of fields.entries()) {
    checkFieldName(name, depth);
    checkValue(name, value, depth);
  }
}

function checkFieldName(name: string, depth: number): void {
  if (name === '') throw invalidArgument('Property name is the empty string.');
  if (RESERVED_NAME.test(name) && !(depth > 1 && name === VECTOR_KEY)) {
    throw invalidArgument(`Property name "${name.slice(0, 100)}" is reserved.`);
  }
  if (name.length > MAX_FIELD_NAME_BYTES / 3 && Buffer.byteLength(name) > MAX_FIELD_NAME_BYTES) {
    throw invalidArgument(`Property name is longer than ${MAX_FIELD_NAME_BYTES} bytes.`);
  }
}

function checkValue(name: string, value: Value, depth: number): void {
  if (value instanceof MapValue) checkFields(value, depth + 1);
  else if (isArrayValue(value)) {
    if (depth + 1 > MAX_NESTING)
      throw invalidArgument(`Property is nested deeper than ${MAX_NESTING} levels.`);
    for (const element of value) {
      if (isArrayValue(element)) {
        throw invalidArgument(`Property ${name} contains an invalid nested entity.`);
      }
      checkValue(name, element, depth + 1);
    }
  } else checkOperand(value);
}

/**
 * Refuses values that exist nowhere: a geo point beyond the globe, a reference that names no document. Lists and
 * maps are searched.
 *
 * @throws INVALID_ARGUMENT
 */
export function checkOperand(value: Value): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof GeoPointValue) checkGeoPoint(value);
  else if (value instanceof ReferenceValue) parseReferenceName(value.name);
  else if (value instanceof MapValue) for (const inner of value.values) checkOperand(inner);
  else if (isArrayValue(value)) for (const element of value) checkOperand(element);
}

function checkGeoPoint({ latitude, longitude }: GeoPointValue): void {
  if (!(Math.abs(latitude) <= 90)) {
    throw invalidArgument(`The latitude ${latitude} is not in the range of -90 to 90.`);
  }
  if (!(Math.abs(longitude) <= 180)) {
    throw invalidArgument(`The longitude ${longitude} is not in the range of -180 to 180.`);
  }
}

/** Refuses a document that is too big to store. @throws INVALID_ARGUMENT */
export function checkDocumentSize(databaseId: DatabaseId, { path, fields }: StoredDocument): void {
  const size = documentSize(path, fields);
  if (size <= MAX_DOCUMENT_BYTES) return;
  throw invalidArgument(
    `Document '${resourceName(databaseId, path)}' cannot be written because its size ` +
      `(${size.toLocaleString('en-US')} bytes) exceeds the maximum allowed size of ` +
      `${MAX_DOCUMENT_BYTES.toLocaleString('en-US')} bytes.`,
  );
}
