import { A, EXISTS, exists, INVALID, ISSUE, KEPT, NOT_FOUND, type Row, update } from './row.ts';

/** What a write demands of the document that is there. */
export const PRECONDITIONS: readonly Row[] = [
  ['a document to update that is missing', [exists(update())], NOT_FOUND, 'No document to update', ISSUE],
  [
    'a document to delete that is missing',
    [exists({ delete: A })],
    NOT_FOUND,
    'No document to update',
    ISSUE,
  ],
  ['a document to create that is there', [exists(update({}, KEPT), false)], EXISTS, 'already exists', ISSUE],
  [
    'an update of what the commit has deleted',
    [{ delete: KEPT }, exists(update({}, KEPT))],
    INVALID,
    'An earlier write',
    ISSUE,
  ],
  [
    'a second delete that demands the document',
    [{ delete: KEPT }, exists({ delete: KEPT })],
    INVALID,
    'An earlier write',
    ISSUE,
  ],
  [
    'an update of what was never there, deleted first',
    [{ delete: A }, exists(update())],
    INVALID,
    'An earlier write',
    ISSUE,
  ],
];
