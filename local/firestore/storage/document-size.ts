import { MapValue } from './map-value.ts';
import { segmentsOf } from './resource-path.ts';
import { GeoPointValue, isArrayValue, ReferenceValue, TimestampValue, type Value } from './values.ts';

const NAME_OVERHEAD = 16;
const DOCUMENT_OVERHEAD = 32;

/**
 * Size of a document in bytes as the service counts it (not what it takes on the wire).
 * Source: https://firebase.google.com/docs/firestore/storage-size
 */
export function documentSize(path: string, fields: MapValue): number {
  return nameSize(path) + mapSize(fields) + DOCUMENT_OVERHEAD;
}

function nameSize(path: string): number {
  return segmentsOf(path).reduce((sum, segment) => sum + stringSize(segment), NAME_OVERHEAD);
}

function stringSize(text: string): number {
  return Buffer.byteLength(text) + 1;
}

function mapSize(map: MapValue): number {
  let size = 0;
  for (let i = 0; i < map.size; i++) {
    size += stringSize(map.keys[i] as string) + valueSize(map.values[i] as Value);
  }
  return size;
}

function valueSize(value: Value): number {
  if (value === null) return 1;
  switch (typeof value) {
    case 'boolean':
      return 1;
    case 'bigint':
    case 'number':
      return 8;
    case 'string':
      return stringSize(value);
    default:
      break;
  }
  if (value instanceof MapValue) return mapSize(value);
  if (isArrayValue(value)) return value.reduce<number>((sum, element) => sum + valueSize(element), 0);
  if (value instanceof TimestampValue) return 8;
  if (value instanceof GeoPointValue) return 16;
  // The database's part of a reference's name is not counted.
  if (value instanceof ReferenceValue) return nameSize(value.name.split('/').slice(5).join('/'));
  return value.length;
}
