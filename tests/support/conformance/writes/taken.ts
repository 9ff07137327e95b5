import { list } from '../firestore-queries.ts';
import { A, exists, geo, ISSUE, KEPT, update, VALUES, value } from './row.ts';

/** What looks like writes that are refused, and is taken. */
export const TAKEN: readonly (readonly [what: string, writes: readonly unknown[], source: string])[] = [
  ['delete, set, then update the same document', [{ delete: A }, update(), exists(update())], ISSUE],
  ['delete, then create the same document', [{ delete: KEPT }, exists(update({}, KEPT), false)], ISSUE],
  ['the corners of the globe', [value(list(geo(90, 180), geo(-90, -180)))], VALUES],
  [
    'a reference into another project',
    [value({ referenceValue: 'projects/other/databases/d/documents/x/y' })],
    'the client libraries only warn',
  ],
  ['a delete twice', [{ delete: A }, { delete: A }], ISSUE],
];
