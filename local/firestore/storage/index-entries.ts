import { invalidArgument } from './errors.ts';
import { MapValue } from './map-value.ts';
import { isArrayValue, type Value } from './values.ts';

const MAX_INDEX_ENTRIES = 40_000;

/**
 * Refuses a document that would have too many entries in the automatic indexes of single fields: two for a plain
 * field (ascending and descending), one for each element of an array, and those of its fields for a map. Exemptions
 * of `firestore.indexes.json` are not subtracted, and entries in composite indexes are not added.
 *
 * @throws INVALID_ARGUMENT
 */
export function checkIndexEntries(fields: MapValue): void {
  if (entriesOf(fields) > MAX_INDEX_ENTRIES) {
    throw invalidArgument(`too many index entries for entity: the limit is ${MAX_INDEX_ENTRIES}.`);
  }
}

function entriesOf(value: Value): number {
  if (isArrayValue(value)) return value.length;
  if (!(value instanceof MapValue)) return 2;
  let entries = 0;
  for (const field of value.values) entries += entriesOf(field);
  return entries;
}
