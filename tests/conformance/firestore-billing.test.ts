import type { DocumentReference, Firestore, Query } from '@google-cloud/firestore';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';
import { type ManualClock, manualClock } from '../../local/test-support/firestore/manual-clock.ts';
import { billedOperations, takeBilledOperations } from '../support/billed-operations.ts';
import { DATABASE, DOCUMENTS, grpcWire, PROJECT } from '../support/conformance/firestore-wire.ts';
import { adminFirestore } from '../support/firestore-dump.ts';

/** Each rule by which Google bills an operation, with where it is written. */

const PRICING = 'https://cloud.google.com/firestore/pricing';
const READS = `${PRICING}#reads-writes-and-deletes`;
const LISTENING = `${PRICING}#listening-query-results`;
const LARGE_RESULTS = `${PRICING}#managing-large-result-sets`;
const NO_DOCUMENTS = `${PRICING}#queries-other-than-document-reads`;
const MINIMUM = `${PRICING}#minimum-charge-queries`;
const AGGREGATIONS = `${PRICING}#aggregation_queries`;
const RULES_READS = `${PRICING}#firestore-rules`;
const NO_OP = 'https://cloud.google.com/firestore/docs/billing-questions#no-op_writes';
const EXPLAIN = 'https://cloud.google.com/firestore/docs/query-explain#default_option';
/** The price list has no word on it: nothing was read, written or deleted. */
const SILENT = 'not in the price list';

const RULES = `rules_version = '2';
service cloud.firestore {
  match /databases/{database}/documents {
    match /notes/{id} {
      allow read, create: if get(/databases/$(database)/documents/members/alice).data.on == true
        || exists(/databases/$(database)/documents/members/alice);
      allow update: if get(/databases/$(database)/documents/members/nobody) != null;
    }
  }
}`;

const MINUTE = 60_000_000;

let clock: ManualClock;
let server: RunningFirestore;
let address: string;
let db: Firestore;
let user: ReturnType<typeof grpcWire>;
let admin: ReturnType<typeof grpcWire>;

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
const ALICE = `Bearer ${encoded({ alg: 'none' })}.${encoded({ sub: 'alice' })}.`;

beforeAll(async () => {
  clock = manualClock();
  server = await startFirestore({ port: 0, clock: clock.now });
  address = `${server.host}:${server.port}`;
  db = adminFirestore(address, PROJECT);
  user = grpcWire(address, ALICE);
  admin = grpcWire(address);
  const loaded = await fetch(`http://${address}/emulator/v1/projects/${PROJECT}:securityRules`, {
    method: 'PUT',
    body: JSON.stringify({ rules: { files: [{ content: RULES }] } }),
  });
  expect(await loaded.json()).toEqual({});
});

afterAll(async () => {
  await db.terminate();
  user.close();
  admin.close();
  await server.close();
});

/** Two notes and a member, written before anything is counted. */
beforeEach(async () => {
  await fetch(`http://${address}/emulator/v1/${DOCUMENTS}`, { method: 'DELETE' });
  await db.doc('notes/a').set({ n: 1 });
  await db.doc('notes/b').set({ n: 2 });
  await db.doc('members/alice').set({ on: true });
  await takeBilledOperations(address, PROJECT);
});

const notes = (): Query => db.collection('notes');
const note = (id: string): DocumentReference => db.doc(`notes/${id}`);
const nothing = (): Query => notes().where('n', '>', 100);

/** Listens until a snapshot came after the last change; each change is made once the snapshot before it is there. */
async function listened(target: Query | DocumentReference, ...changes: (() => Promise<unknown>)[]) {
  let seen = 0;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const next = (): void => {
    const change = changes[seen];
    seen += 1;
    if (change === undefined) resolve();
    else change().catch(reject);
  };
  const stop =
    'onSnapshot' in target && 'where' in target
      ? target.onSnapshot(next, reject)
      : (target as DocumentReference).onSnapshot(next, reject);
  await promise;
  stop();
}

const NOTES = { parent: DOCUMENTS, structuredQuery: { from: [{ collectionId: 'notes' }] } };

const explained = (analyze: boolean): Promise<unknown> =>
  admin.wire('RunQuery', { ...NOTES, explainOptions: { analyze } });

/** Goes on listening to all notes from a time: the answers are the start, the changes, that all is there, and its time. */
async function resumedFrom(readTime: { seconds: string; nanos: number }, changes: number): Promise<void> {
  const addTarget = { targetId: 2, query: NOTES, readTime };
  const listen = new Map<number, 'end' | { readonly [key: string]: unknown }>([
    [0, { database: DATABASE, addTarget }],
    [3 + changes, 'end'],
  ]);
  expect(await admin.stream('Listen', listen)).toMatchObject({ code: 0 });
}

async function writtenThen(change: () => Promise<unknown>): Promise<{ seconds: string; nanos: number }> {
  const { writeTime } = await note('a').set({ n: 7 });
  await change();
  await takeBilledOperations(address, PROJECT);
  return { seconds: String(writeTime.seconds), nanos: writeTime.nanoseconds };
}

type Row = readonly [
  rule: string,
  source: string,
  act: () => Promise<unknown>,
  bill: readonly [reads: number, writes: number, deletes: number],
];

const READING: readonly Row[] = [
  ['a document that is there is a read', READS, () => note('a').get(), [1, 0, 0]],
  ['a document that is missing is a read', READS, () => note('none').get(), [1, 0, 0]],
  [
    'each document of a batch is a read, missing or not',
    READS,
    () => db.getAll(note('a'), note('b'), note('none')),
    [3, 0, 0],
  ],
  ['each document that a query returns is a read', READS, () => notes().get(), [2, 0, 0]],
  ['fields left out make it no cheaper', READS, () => notes().select().get(), [2, 0, 0]],
  ['a query that finds nothing is a read', MINIMUM, () => nothing().get(), [1, 0, 0]],
  ['a limit saves what it leaves out', LARGE_RESULTS, () => notes().limit(1).get(), [1, 0, 0]],
  [
    'a cursor saves what it passes over',
    LARGE_RESULTS,
    () => notes().orderBy('n').startAfter(1).get(),
    [1, 0, 0],
  ],
  ['an offset saves nothing', LARGE_RESULTS, () => notes().offset(1).get(), [2, 0, 0]],
  ['a query that passes over everything, neither', LARGE_RESULTS, () => notes().offset(2).get(), [2, 0, 0]],
  ['a plan without its results is a read', EXPLAIN, () => explained(false), [1, 0, 0]],
  ['a plan with its results costs what they cost', EXPLAIN, () => explained(true), [2, 0, 0]],
  ['a list of collections is a read', NO_DOCUMENTS, () => db.listCollections(), [1, 0, 0]],
  [
    'a list of references is a read for each of them',
    READS,
    () => db.collection('notes').listDocuments(),
    [2, 0, 0],
  ],
  [
    'the places to split a group at are a read',
    NO_DOCUMENTS,
    async () => {
      for await (const _ of db.collectionGroup('notes').getPartitions(2));
    },
    [1, 0, 0],
  ],
  ['a count is a read for a thousand entries', AGGREGATIONS, () => notes().count().get(), [1, 0, 0]],
  ['a count of nothing is a read', AGGREGATIONS, () => nothing().count().get(), [1, 0, 0]],
];

const WRITING: readonly Row[] = [
  ['a write is a write', READS, () => note('a').update({ n: 3 }), [0, 1, 0]],
  ['a write that changes nothing is a write', NO_OP, () => note('a').set({ n: 1 }), [0, 1, 0]],
  ['a delete is a delete', READS, () => note('a').delete(), [0, 0, 1]],
  ['a delete of what is missing is a delete', READS, () => note('none').delete(), [0, 0, 1]],
  [
    'each write of a batch is one, of the same document, too',
    READS,
    () => db.batch().set(note('a'), { n: 3 }).update(note('a'), { n: 4 }).delete(note('b')).commit(),
    [0, 2, 1],
  ],
  [
    'a write that is refused is none',
    SILENT,
    () => expect(note('a').create({})).rejects.toThrow('already exists'),
    [0, 0, 0],
  ],
  [
    'of writes side by side, those that happen are billed',
    READS,
    async () => {
      const writer = db.bulkWriter({ throttling: false });
      writer.onWriteError(() => false);
      const refused = expect(writer.create(note('a'), {})).rejects.toThrow('already exists');
      void writer.set(note('c'), {});
      await writer.close();
      await refused;
    },
    [0, 1, 0],
  ],
  [
    'a transaction that is tried again reads again, and writes once',
    READS,
    async () => {
      let attempts = 0;
      await db.runTransaction(async transaction => {
        await transaction.get(note('a'));
        attempts += 1;
        if (attempts === 1) await note('a').update({ n: 8 });
        transaction.update(note('a'), { n: 9 });
      });
    },
    [2, 2, 0],
  ],
];

const LISTENED: readonly Row[] = [
  ['what a listener finds at first is a read each', LISTENING, () => listened(notes()), [2, 0, 0]],
  ['a listener that finds nothing is a read', MINIMUM, () => listened(nothing()), [1, 0, 0]],
  ['a listener to a missing document is a read', READS, () => listened(note('none')), [1, 0, 0]],
  [
    'a document that comes in is a read',
    LISTENING,
    () => listened(notes(), () => note('c').set({ n: 3 })),
    [3, 1, 0],
  ],
  [
    'a document that changes is a read',
    LISTENING,
    () => listened(notes(), () => note('a').update({ n: 3 })),
    [3, 1, 0],
  ],
  [
    'a document that leaves by a change is a read',
    LISTENING,
    () => listened(notes().where('n', '<', 10), () => note('a').update({ n: 30 })),
    [3, 1, 0],
  ],
  [
    'a document that is deleted is none',
    LISTENING,
    () => listened(notes(), () => note('a').delete()),
    [2, 0, 1],
  ],
];

const byAlice = (method: string, request: object): Promise<unknown> =>
  user.wire(method, request as { readonly [key: string]: unknown });

const UNDER_RULES: readonly Row[] = [
  [
    'what rules look up is a read, once for a request',
    RULES_READS,
    () => byAlice('BatchGetDocuments', { database: DATABASE, documents: names('a', 'b') }),
    [3, 0, 0],
  ],
  ['it is once for a query', RULES_READS, () => byAlice('RunQuery', NOTES), [3, 0, 0]],
  [
    'it is once for a batch of writes',
    RULES_READS,
    () =>
      byAlice('Commit', {
        database: DATABASE,
        writes: names('c', 'd').map(name => ({ update: { name, fields: {} } })),
      }),
    [1, 2, 0],
  ],
  [
    'it is a read where the answer is no, too, and nothing else is',
    RULES_READS,
    () =>
      byAlice('Commit', { database: DATABASE, writes: [{ update: { name: names('a')[0], fields: {} } }] }),
    [1, 0, 0],
  ],
  [
    'it is a read for each look of a listener',
    RULES_READS,
    () => {
      const listen = new Map<number, 'end' | { readonly [key: string]: unknown }>([
        [0, { database: DATABASE, addTarget: { targetId: 2, query: NOTES } }],
        [5, 'end'],
      ]);
      return user.stream('Listen', listen);
    },
    [3, 0, 0],
  ],
];

function names(...ids: string[]): string[] {
  return ids.map(id => `${DOCUMENTS}/notes/${id}`);
}

describe.each([
  ['reading', READING],
  ['writing', WRITING],
  ['listening', LISTENED],
  ['under rules', UNDER_RULES],
])('%s', (_, rows) => {
  it.each(rows)('%s', async (_rule, _source, act, [reads, writes, deletes]) => {
    await act();
    const { total } = await billedOperations(address, PROJECT);
    expect(total).toEqual({ reads, writes, deletes });
  });
});

describe('many entries', () => {
  it(`cost a read for each thousand that was begun, unless the count ends before (${AGGREGATIONS})`, async () => {
    const writer = db.bulkWriter({ throttling: false });
    for (let n = 0; n < 1_001; n += 1) void writer.set(db.doc(`many/${n}`), { n });
    await writer.close();
    await takeBilledOperations(address, PROJECT);
    await db.collection('many').count().get();
    expect((await takeBilledOperations(address, PROJECT)).total.reads).toBe(2);
    const upTo = { structuredAggregationQuery: { structuredQuery: { from: [{ collectionId: 'many' }] } } };
    const aggregations = [{ alias: 'n', count: { upTo: 10 } }];
    await admin.wire('RunAggregationQuery', {
      parent: DOCUMENTS,
      structuredAggregationQuery: { ...upTo.structuredAggregationQuery, aggregations },
    });
    expect((await takeBilledOperations(address, PROJECT)).total.reads).toBe(1);
  });
});

describe(`a listener that comes back (${LISTENING})`, () => {
  const reads = async (): Promise<number> => (await billedOperations(address, PROJECT)).total.reads;

  it('within half an hour pays for what has changed', async () => {
    const time = await writtenThen(() => note('b').set({ n: 5 }));
    clock.advance(29 * MINUTE);
    await resumedFrom(time, 1);
    expect(await reads()).toBe(1);
  });

  it('pays nothing where nothing has', async () => {
    await resumedFrom(await writtenThen(async () => undefined), 0);
    expect(await reads()).toBe(0);
  });

  it('pays nothing for what was deleted', async () => {
    await resumedFrom(await writtenThen(() => note('b').delete()), 1);
    expect(await reads()).toBe(0);
  });

  it('after half an hour pays for everything', async () => {
    const time = await writtenThen(() => note('b').set({ n: 5 }));
    clock.advance(31 * MINUTE);
    await resumedFrom(time, 1);
    expect(await reads()).toBe(2);
  });
});

describe('the report', () => {
  it('tells callers and collections apart', async () => {
    await db.doc('users/alice/data/snapshot').set({});
    await db.collectionGroup('data').get();
    await db.doc('users/bob').listCollections();
    await byAlice('RunQuery', NOTES);
    expect((await billedOperations(address, PROJECT)).operations).toEqual([
      { caller: 'admin', collection: '**/data', reads: 1, writes: 0, deletes: 0 },
      { caller: 'admin', collection: 'users/*/*', reads: 1, writes: 0, deletes: 0 },
      { caller: 'admin', collection: 'users/*/data', reads: 0, writes: 1, deletes: 0 },
      { caller: 'user', collection: 'members', reads: 1, writes: 0, deletes: 0 },
      { caller: 'user', collection: 'notes', reads: 2, writes: 0, deletes: 0 },
    ]);
  });

  it('begins anew, and answers with what there was', async () => {
    await note('a').get();
    expect((await takeBilledOperations(address, PROJECT)).total.reads).toBe(1);
    expect((await billedOperations(address, PROJECT)).operations).toEqual([]);
  });

  it('knows nothing of another project', async () => {
    await note('a').get();
    expect((await billedOperations(address, 'demo-other')).total).toEqual({
      reads: 0,
      writes: 0,
      deletes: 0,
    });
  });
});
