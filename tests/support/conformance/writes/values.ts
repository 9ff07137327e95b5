import { int, list } from '../firestore-queries.ts';
import { DOCUMENTS } from '../firestore-wire.ts';
import { A, geo, INVALID, PROTO, RECORDED, type Row, transforms, update, VALUES, value } from './row.ts';

/** What is written, and where to. */
export const CONTENTS: readonly Row[] = [
  [
    'a union with a list of lists',
    [transforms({ fieldPath: 't', appendMissingElements: { values: [list()] } })],
    INVALID,
    'Nested arrays',
    PROTO,
  ],
  [
    'a union with a geo point beyond the globe',
    [transforms({ fieldPath: 't', appendMissingElements: { values: [geo(91, 0)] } })],
    INVALID,
    'latitude 91',
    VALUES,
  ],
  ['a reserved field', [update({ __x__: int(1) })], INVALID, 'reserved', PROTO],
  ['a list in a list', [value(list(list()))], INVALID, 'nested', VALUES],
  ['a latitude of 90.0001', [value(geo(90.0001, 0))], INVALID, 'latitude 90.0001', VALUES],
  ['a latitude of -91 in a list', [value(list(geo(-91, 0)))], INVALID, 'latitude -91', VALUES],
  [
    'a longitude of 180.5 in a map',
    [value({ mapValue: { fields: { m: geo(0, 180.5) } } })],
    INVALID,
    'longitude 180.5',
    VALUES,
  ],
  ['a latitude that is no number', [value(geo('NaN', 0))], INVALID, 'latitude NaN', VALUES],
  [
    'a reference to a collection',
    [value({ referenceValue: `${DOCUMENTS}/c` })],
    INVALID,
    'lacks "/" at index',
    RECORDED,
  ],
  [
    'a reference to the root',
    [value({ referenceValue: DOCUMENTS })],
    INVALID,
    'lacks "/" at index',
    RECORDED,
  ],
  ['a reference to nothing', [value({ referenceValue: 'c/a' })], INVALID, 'Invalid resource name', VALUES],
  [
    'a document of another database',
    [update({}, A.replace('(default)', 'other'))],
    INVALID,
    'not in the database',
    RECORDED,
  ],
  ['a collection for a document', [update({}, `${DOCUMENTS}/c`)], INVALID, 'lacks "/" at index', RECORDED],
];
