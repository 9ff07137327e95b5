import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';
import { int, list } from './support/firestore-queries.ts';
import { DATABASE, DOCUMENTS, grpcWire, restWire, type Wire } from './support/firestore-wire.ts';

/** Where a fact is from. */
const PROTO = 'google/firestore/v1/write.proto and common.proto: the parts of a oneof exclude each other';
const VALUES = 'google/firestore/v1/document.proto, google/type/latlng.proto';
const RECORDED = 'answers recorded from production: t-k/fireemu';
const ISSUE = 'observed with the client libraries against production';

const INVALID = 3;
const NOT_FOUND = 5;
const EXISTS = 6;

const A = `${DOCUMENTS}/c/a`;
const KEPT = `${DOCUMENTS}/c/kept`;
const TIME = { seconds: '1700000000' };
const update = (fields: unknown = {}, name = A) => ({ update: { name, fields } });
const value = (content: unknown) => update({ v: content });
const transforms = (...updateTransforms: unknown[]) => ({ ...update(), updateTransforms });
const now = { fieldPath: 't', setToServerValue: 'REQUEST_TIME' };
const geo = (latitude: unknown, longitude: unknown) => ({ geoPointValue: { latitude, longitude } });
const exists = (write: object, required = true) => ({ ...write, currentDocument: { exists: required } });

type Row = readonly [
  what: string,
  writes: readonly unknown[],
  code: number,
  fragment: string,
  source: string,
];

const REFUSED: readonly Row[] = [
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
  ['an update and a delete in one', [{ ...update(), delete: A }], INVALID, 'one operation', PROTO],
  [
    'an update and a transform in one',
    [{ ...update(), transform: { document: A, fieldTransforms: [now] } }],
    INVALID,
    'one operation',
    PROTO,
  ],
  ['a delete and a verify in one', [{ delete: A, verify: A }], INVALID, 'one operation', PROTO],
  ['no operation', [{}], INVALID, 'Invalid resource name', PROTO],
  [
    'a precondition with both fields',
    [{ ...update(), currentDocument: { exists: true, updateTime: TIME } }],
    INVALID,
    'not both',
    PROTO,
  ],
  ['a transform of two kinds', [transforms({ ...now, increment: int(1) })], INVALID, 'one operation', PROTO],
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

const TAKEN: readonly (readonly [what: string, writes: readonly unknown[], source: string])[] = [
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

let server: RunningFirestore;
let grpc: ReturnType<typeof grpcWire>;
const rest: Wire = (method, request) => restWire(`127.0.0.1:${server.port}`)(method, request);
const wires: { name: string; call: Wire }[] = [
  { name: 'REST', call: rest },
  { name: 'gRPC', call: (method, request) => grpc.wire(method, request) },
];
const commit = (call: Wire, writes: readonly unknown[]) => call('Commit', { database: DATABASE, writes });

beforeAll(async () => {
  server = await startFirestore({ port: 0 });
  grpc = grpcWire(`127.0.0.1:${server.port}`);
  await commit(rest, [update({ n: int(7) }, KEPT)]);
});

afterEach(() => commit(rest, [{ delete: A }, update({ n: int(7) }, KEPT)]));

afterAll(async () => {
  grpc.close();
  await server.close();
});

describe.each(wires)('over $name', ({ name, call }) => {
  it.each(REFUSED)('%s', async (_what, writes, code, fragment) => {
    // A message may hold NaN; JSON has a text for it.
    const sent = name === 'REST' ? writes.map(asJson) : writes;
    const bystander = update({}, `${DOCUMENTS}/c/bystander`);
    expect(await commit(call, [bystander, ...sent])).toMatchObject({
      code,
      message: expect.stringContaining(fragment),
    });
    const query = { from: [{ collectionId: 'c' }] };
    const { answers } = await rest('RunQuery', { parent: DOCUMENTS, structuredQuery: query });
    expect(answers).toEqual([
      expect.objectContaining({ document: expect.objectContaining({ name: KEPT, fields: { n: int(7) } }) }),
    ]);
  });

  it.each(TAKEN)('%s is taken', async (_, writes) => {
    expect(await commit(call, writes)).toMatchObject({ code: 0 });
  });

  it('one write of many by themselves fails alone', async () => {
    const writes = [value(geo(91, 0)), update({ n: int(8) }, KEPT)];
    const { code, answers } = await call('BatchWrite', { database: DATABASE, writes });
    expect({ code, answers }).toMatchObject({ code: 0, answers: [{ status: [{ code: INVALID }, {}] }] });
  });
});

/** A timestamp is a text in JSON. */
function asJson(write: unknown): unknown {
  return JSON.parse(JSON.stringify(write).replace('{"seconds":"1700000000"}', '"2023-11-14T22:13:20Z"'));
}

it.each([
  ['before the year 1', { seconds: '-62135596801' }],
  ['after the year 9999', { seconds: '253402300800' }],
  ['with negative nanoseconds', { seconds: '0', nanos: -1 }],
  ['with a second of nanoseconds', { seconds: '0', nanos: 1_000_000_000 }],
])('a timestamp %s is refused', async (_, timestampValue) => {
  expect(await commit(grpc.wire, [value({ timestampValue })])).toMatchObject({ code: INVALID });
});

describe('a write stream', () => {
  const writes = [update({ n: int(1) })];

  it('stays with its database', async () => {
    const script = new Map([
      [0, { database: DATABASE }],
      [1, { database: DATABASE, writes }],
      [2, { database: DATABASE.replace('(default)', 'other'), writes: [{ delete: A }] }],
    ]);
    const { code, message, answers } = await grpc.stream('Write', script);
    expect(answers).toHaveLength(2);
    expect({ code, message }).toEqual({
      code: INVALID,
      message: expect.stringContaining('stays with one database'),
    });
  });

  it('goes on where later requests name none', async () => {
    const script = new Map<number, { [key: string]: unknown } | 'end'>([
      [0, { database: DATABASE }],
      [1, { writes }],
      [2, { writes: [{ delete: A }] }],
      [3, 'end'],
    ]);
    expect(await grpc.stream('Write', script)).toMatchObject({ code: 0 });
  });
});
