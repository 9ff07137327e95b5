import { MapValue } from '../../firestore/storage/map-value.ts';
import type { Value } from '../../firestore/storage/values.ts';
import type { DeleteWrite, SetWrite } from '../../firestore/storage/write.ts';

/** Shorthands for writes without conditions. */

export function setWrite(path: string, fields: MapValue | Record<string, Value>): SetWrite {
  const map = fields instanceof MapValue ? fields : MapValue.of(Object.entries(fields));
  return { kind: 'set', path, precondition: { kind: 'none' }, fields: map, mask: undefined, transforms: [] };
}

export function deleteWrite(path: string): DeleteWrite {
  return { kind: 'delete', path, precondition: { kind: 'none' } };
}
