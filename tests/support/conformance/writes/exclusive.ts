import { int } from '../firestore-queries.ts';
import { A, INVALID, now, PROTO, type Row, TIME, transforms, update } from './row.ts';

/** Parts of a write that exclude each other. In JSON the second is refused before it is a write. */
export const EXCLUSIVE: readonly Row[] = [
  ['an update and a delete in one', [{ ...update(), delete: A }], INVALID, 'one operation', PROTO],
  [
    'an update and a transform in one',
    [{ ...update(), transform: { document: A, fieldTransforms: [now] } }],
    INVALID,
    'one operation',
    PROTO,
  ],
  [
    'a precondition with both fields',
    [{ ...update(), currentDocument: { exists: true, updateTime: TIME } }],
    INVALID,
    'not both',
    PROTO,
  ],
  ['a transform of two kinds', [transforms({ ...now, increment: int(1) })], INVALID, 'one operation', PROTO],
];
