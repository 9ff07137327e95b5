import { A, INVALID, now, PROTO, RECORDED, type Row, transforms, update } from './row.ts';

/** What a write is, what it changes of what is stored, and which fields it names. */
export const OPERATIONS: readonly Row[] = [
  [
    'a transform on a delete',
    [{ delete: A, updateTransforms: [now] }],
    INVALID,
    'transforms need an update',
    PROTO,
  ],
  [
    'a transform on a verify',
    [{ verify: A, updateTransforms: [now] }],
    INVALID,
    'transforms need an update',
    PROTO,
  ],
  [
    'a mask on a delete',
    [{ delete: A, updateMask: { fieldPaths: ['a'] } }],
    INVALID,
    'mask needs an update',
    PROTO,
  ],
  [
    'a mask on a transform',
    [{ transform: { document: A, fieldTransforms: [now] }, updateMask: {} }],
    INVALID,
    'mask needs an update',
    PROTO,
  ],
  ['a delete and a verify in one', [{ delete: A, verify: A }], INVALID, 'one operation', PROTO],
  ['no operation', [{}], INVALID, 'Invalid resource name', PROTO],
  ['a transform of no kind', [transforms({ fieldPath: 't' })], INVALID, 'no operation', PROTO],
  [
    'an unknown server value',
    [transforms({ fieldPath: 't', setToServerValue: 0 })],
    INVALID,
    'no operation',
    PROTO,
  ],
  [
    'an increment by a text',
    [transforms({ fieldPath: 't', increment: { stringValue: '1' } })],
    INVALID,
    'must be a number',
    PROTO,
  ],
  [
    '501 transforms',
    [transforms(...Array.from({ length: 501 }, (_, i) => ({ ...now, fieldPath: `t${i}` })))],
    INVALID,
    'at most 500',
    'https://firebase.google.com/docs/firestore/quotas',
  ],
  ['a transform of the name', [transforms({ ...now, fieldPath: '__name__' })], INVALID, '__name__', PROTO],
  [
    'a transform of a reserved field',
    [transforms({ ...now, fieldPath: 'a.__x__' })],
    INVALID,
    'reserved name',
    RECORDED,
  ],
  [
    'a mask with the name',
    [{ ...update(), updateMask: { fieldPaths: ['__name__'] } }],
    INVALID,
    '__name__',
    PROTO,
  ],
  [
    'a mask with a broken path',
    [{ ...update(), updateMask: { fieldPaths: ['a..b'] } }],
    INVALID,
    'Invalid property path',
    RECORDED,
  ],
];
