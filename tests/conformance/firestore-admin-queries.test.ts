import {
  AggregateField,
  type CollectionReference,
  FieldPath,
  Filter,
  type Firestore,
  type Query,
} from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';

let firestore: InProcessFirestore;
let db: Firestore;

beforeAll(async () => {
  firestore = await inProcessFirestore('demo-queries');
  db = firestore.db;
});

afterAll(() => firestore.close());

const ids = async (query: Query): Promise<string[]> => (await query.get()).docs.map(doc => doc.id);

async function filled(name: string, documents: Record<string, object>): Promise<CollectionReference> {
  const col = db.collection(name);
  const batch = db.batch();
  for (const [id, data] of Object.entries(documents)) batch.set(col.doc(id), data);
  await batch.commit();
  return col;
}

describe('filters', () => {
  let col: CollectionReference;

  beforeAll(async () => {
    col = await filled('filters', {
      a: { n: 1, tags: ['x', 'y'], name: 'ann' },
      b: { n: 2, tags: ['y'], name: 'bob' },
      c: { n: 2.5, tags: [], name: null },
      d: { n: 'text', tags: 'x' },
      e: { n: null },
      f: { n: Number.NaN },
      g: { other: 1 },
    });
  });

  const cases: [string, (c: CollectionReference) => Query, string[]][] = [
    ['==', c => c.where('n', '==', 2), ['b']],
    ['== null', c => c.where('n', '==', null), ['e']],
    ['== NaN', c => c.where('n', '==', Number.NaN), ['f']],
    ['!=', c => c.where('n', '!=', 2), ['f', 'a', 'c', 'd']],
    ['!= null', c => c.where('n', '!=', null), ['f', 'a', 'b', 'c', 'd']],
    ['!= NaN', c => c.where('n', '!=', Number.NaN), ['a', 'b', 'c', 'd']],
    ['> stays within its type', c => c.where('n', '>', 1), ['b', 'c']],
    ['>=', c => c.where('n', '>=', 2), ['b', 'c']],
    ['<=', c => c.where('n', '>=', 0).where('n', '<=', 2), ['a', 'b']],
    ['array-contains', c => c.where('tags', 'array-contains', 'y'), ['a', 'b']],
    ['array-contains-any', c => c.where('tags', 'array-contains-any', ['x', 'z']), ['a']],
    ['in', c => c.where('n', 'in', [2, 'text', 7]), ['b', 'd']],
    ['not-in', c => c.where('n', 'not-in', [2, 'text']), ['f', 'a', 'c']],
    [
      'or',
      c => c.where(Filter.or(Filter.where('n', '==', 1), Filter.where('name', '==', 'bob'))),
      ['a', 'b'],
    ],
    [
      'and within or',
      c =>
        c.where(
          Filter.or(
            Filter.and(Filter.where('n', '>=', 2), Filter.where('name', '==', 'bob')),
            Filter.where('tags', 'array-contains', 'x'),
          ),
        ),
      ['a', 'b'],
    ],
    ['document id', c => c.where(FieldPath.documentId(), '>=', 'f'), ['f', 'g']],
    ['document id in', c => c.where(FieldPath.documentId(), 'in', ['g', 'a', 'zz']), ['a', 'g']],
  ];
  for (const [name, query, expected] of cases) {
    it(name, async () => expect((await ids(query(col))).sort()).toEqual([...expected].sort()));
  }

  it('orders by inequality fields unasked', async () => {
    expect(await ids(col.where('n', '!=', 2))).toEqual(['f', 'a', 'c', 'd']);
  });
});

describe('order, cursors and limits', () => {
  let col: CollectionReference;

  beforeAll(async () => {
    const documents: Record<string, object> = {};
    for (let i = 0; i < 400; i++) {
      documents[`d${String(i).padStart(3, '0')}`] = { i, group: i % 4, even: i % 2 === 0 };
    }
    col = await filled('ordered', documents);
  });

  it('orders across types', async () => {
    const mixed = await filled('mixed', {
      map: { v: { a: 1 } },
      list: { v: [1] },
      text: { v: 'a' },
      bytes: { v: Buffer.from('a') },
      number: { v: 1 },
      yes: { v: true },
      none: { v: null },
      ref: { v: db.doc('a/b') },
      time: { v: new Date(0) },
      vector: { v: undefined },
    }).catch(() => undefined);
    expect(mixed).toBeUndefined();
    const col2 = await filled('mixed2', {
      map: { v: { a: 1 } },
      list: { v: [1] },
      text: { v: 'a' },
      bytes: { v: Buffer.from('a') },
      number: { v: 1 },
      yes: { v: true },
      none: { v: null },
      ref: { v: db.doc('a/b') },
      time: { v: new Date(0) },
    });
    expect(await ids(col2.orderBy('v'))).toEqual([
      'none',
      'yes',
      'number',
      'time',
      'text',
      'bytes',
      'ref',
      'list',
      'map',
    ]);
  });

  it('walks an index forwards and backwards with cursors', async () => {
    const byGroup = col.where('group', '==', 1).orderBy('i', 'desc');
    expect(await ids(byGroup.startAfter(393).limit(2))).toEqual(['d389', 'd385']);
    expect(await ids(byGroup.endBefore(389))).toEqual(['d397', 'd393']);
    expect(await ids(col.orderBy('i').startAt(398))).toEqual(['d398', 'd399']);
    expect(await ids(col.orderBy('i').endAt(1))).toEqual(['d000', 'd001']);
    expect(await ids(col.orderBy('i').limitToLast(2))).toEqual(['d398', 'd399']);
    expect(await ids(col.orderBy('i').offset(397).limit(2))).toEqual(['d397', 'd398']);
    expect(await ids(col.where('i', '>=', 10).where('i', '<', 12))).toEqual(['d010', 'd011']);
    expect(await ids(col.where('i', 'in', [399, 5, 77]).orderBy('i', 'desc'))).toEqual([
      'd399',
      'd077',
      'd005',
    ]);
  });

  it('pages through by document snapshot', async () => {
    const seen: string[] = [];
    let query: Query = col.orderBy('group').limit(150);
    for (;;) {
      const page = await query.get();
      seen.push(...page.docs.map(doc => doc.id));
      const last = page.docs.at(-1);
      if (last === undefined) break;
      query = col.orderBy('group').startAfter(last).limit(150);
    }
    expect(seen).toHaveLength(400);
    expect(new Set(seen).size).toBe(400);
  });

  it('sees later writes through an index that already exists', async () => {
    await col.doc('late').set({ i: 1000, group: 1 });
    expect(await ids(col.where('group', '==', 1).orderBy('i', 'desc').limit(1))).toEqual(['late']);
    await col.doc('late').update({ i: -1 });
    expect(await ids(col.where('group', '==', 1).orderBy('i').limit(1))).toEqual(['late']);
    await col.doc('late').delete();
    expect(await ids(col.where('group', '==', 1).orderBy('i').limit(1))).toEqual(['d001']);
  });

  it('projects', async () => {
    const [doc] = (await col.where('i', '==', 3).select('group').get()).docs;
    expect(doc?.data()).toEqual({ group: 3 });
  });

  it('aggregates', async () => {
    const result = await col
      .where('i', '<', 4)
      .aggregate({
        count: AggregateField.count(),
        sum: AggregateField.sum('i'),
        average: AggregateField.average('i'),
      })
      .get();
    expect(result.data()).toEqual({ count: 4, sum: 6, average: 1.5 });
    const none = await col
      .where('i', '>', 9000)
      .aggregate({ a: AggregateField.average('i') })
      .get();
    expect(none.data()).toEqual({ a: null });
  });

  it('finds collection groups at any depth, and those below a document', async () => {
    await db.doc('x/1/things/a').set({ v: 1 });
    await db.doc('things/b').set({ v: 2 });
    await db.doc('x/1/y/2/things/c').set({ v: 3 });
    const paths = (await db.collectionGroup('things').orderBy('v').get()).docs.map(doc => doc.ref.path);
    expect(paths).toEqual(['x/1/things/a', 'things/b', 'x/1/y/2/things/c']);
  });
});
