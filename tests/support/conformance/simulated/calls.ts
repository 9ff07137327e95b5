import { FieldPath, FieldValue, type Firestore, Timestamp } from 'firebase-admin/firestore';

/** Some calls of the admin SDK, and what they come to: anything that can be compared. */
export type Calls = (db: Firestore) => Promise<unknown>;

/** What it comes to where it fails: the status. */
const statusOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (thrown: unknown) =>
      thrown instanceof Error && 'code' in thrown ? thrown.code : 'refused by the client',
  );

const fieldsOf = async (db: Firestore, path: string): Promise<unknown> => (await db.doc(path).get()).data();

const AT = Timestamp.fromMillis(1_772_463_600_000);

async function seed(db: Firestore): Promise<void> {
  const batch = db.batch();
  for (const [id, fields] of Object.entries({
    a: { n: 3, on: true, at: new Date(1_000), tag: 'x' },
    b: { n: 1, on: true, at: new Date(3_000), tag: 'y' },
    c: { n: 2, on: false, at: new Date(2_000) },
    d: { on: true, tag: 'x' },
  }))
    batch.set(db.doc(`rows/${id}`), fields);
  batch.set(db.doc('users/u1/status/trading'), { enabled: true });
  batch.set(db.doc('users/u2/status/trading'), { enabled: false });
  batch.set(db.doc('users/u3/status/trading'), { enabled: true });
  batch.set(db.doc('users/u3/status/other'), { enabled: true });
  await batch.commit();
}

const ids = async (query: { get(): Promise<{ docs: readonly { id: string }[] }> }): Promise<string[]> =>
  (await query.get()).docs.map(({ id }) => id);

const WRITES: Readonly<Record<string, Calls>> = {
  'creating twice': async db => {
    await db.doc('w/1').create({ n: 1 });
    return [await statusOf(db.doc('w/1').create({ n: 2 })), await fieldsOf(db, 'w/1')];
  },
  'updating what is missing': db => statusOf(db.doc('w/none').update({ n: 1 })),
  'deleting what is missing': db => statusOf(db.doc('w/none').delete()),
  'updating nothing': async db => statusOf((async () => db.batch().update(db.doc('w/2'), {}))()),
  'a field that is undefined': async db => statusOf((async () => db.doc('w/2').set({ n: undefined }))()),
  'merging maps': async db => {
    await db.doc('w/3').set({ map: { a: 1, b: { c: 1 } }, list: [1], kept: AT });
    await db.doc('w/3').set({ map: { b: { d: 2 }, e: {} }, list: [2] }, { merge: true });
    return fieldsOf(db, 'w/3');
  },
  'merging into nothing': async db => {
    await db.doc('w/4').set({ map: { a: 1, gone: FieldValue.delete() } }, { merge: true });
    return fieldsOf(db, 'w/4');
  },
  'updating by paths': async db => {
    await db.doc('w/5').set({ map: { a: 1, b: { c: 1 } }, other: { x: 1 } });
    await db
      .doc('w/5')
      .update({ 'map.b.d': 2, 'map.a': FieldValue.delete(), other: { y: 1 }, 'new.deep': 1 });
    return fieldsOf(db, 'w/5');
  },
  'taking an entry out of a map': async db => {
    await db.doc('w/6').set({ trades: { one: { n: 1 }, two: { n: 2 } } });
    await db.doc('w/6').set({ trades: { one: FieldValue.delete() } }, { merge: true });
    return fieldsOf(db, 'w/6');
  },
  counting: async db => {
    await db.doc('w/7').set({ n: 1 });
    await db.doc('w/7').update({ n: FieldValue.increment(2), m: FieldValue.increment(5) });
    return fieldsOf(db, 'w/7');
  },
  'a date': async db => {
    await db.doc('w/8').set({ at: new Date(1_500), deep: { at: [new Date(2_500)] } });
    return fieldsOf(db, 'w/8');
  },
  'a write that changes nothing keeps the time of the document': async db => {
    await db.doc('w/9').set({ n: 1 });
    const before = (await db.doc('w/9').get()).updateTime;
    await db.doc('w/9').set({ n: 1 }, { merge: true });
    const same = (await db.doc('w/9').get()).updateTime;
    await db.doc('w/9').update({ n: 2 });
    const after = (await db.doc('w/9').get()).updateTime;
    return [before && same?.isEqual(before), before && after?.isEqual(before)];
  },
  'a condition on the time of the document': async db => {
    await db.doc('w/10').set({ n: 1 });
    const { updateTime } = await db.doc('w/10').get();
    const unchanged = updateTime && { lastUpdateTime: updateTime };
    const first = await statusOf(db.doc('w/10').update({ n: 2 }, unchanged));
    return [first, await statusOf(db.doc('w/10').update({ n: 3 }, unchanged)), await fieldsOf(db, 'w/10')];
  },
  'a batch is written whole or not at all': async db => {
    const batch = db.batch();
    batch.set(db.doc('w/11'), { n: 1 });
    batch.update(db.doc('w/none'), { n: 1 });
    return [await statusOf(batch.commit()), await fieldsOf(db, 'w/11')];
  },
  'writes side by side are written each for itself': async db => {
    await db.doc('w/12').set({ n: 1 });
    const writer = db.bulkWriter();
    writer.onWriteError(() => false);
    const writes = [
      statusOf(writer.create(db.doc('w/12'), { n: 2 })),
      statusOf(writer.update(db.doc('w/none'), { n: 2 })),
      statusOf(writer.create(db.doc('w/13'), { n: 2 })),
    ];
    await writer.close();
    return [await Promise.all(writes), await fieldsOf(db, 'w/12'), await fieldsOf(db, 'w/13')];
  },
};

const READS: Readonly<Record<string, Calls>> = {
  'documents of a mask': async db => {
    await seed(db);
    await db.doc('rows/m').set({ a: { b: 1, c: 2 }, d: 3, e: 4 });
    const mask = { fieldMask: ['a.b', 'e', 'missing'] };
    const [one, none] = await db.getAll(db.doc('rows/m'), db.doc('rows/none'), mask);
    return [one?.data(), one?.exists, none?.exists, none?.data(), none?.get('a')];
  },
  'fields by their paths': async db => {
    const document = await db.doc('rows/m').get();
    return [document.get('a.b'), document.get('a.x'), document.get('x.y')];
  },
  'rows where a field is': db => ids(db.collection('rows').where('on', '==', true)),
  'rows where two fields are': db =>
    ids(db.collection('rows').where('on', '==', true).where('tag', '==', 'x')),
  'rows in order of a field that some lack': db => ids(db.collection('rows').orderBy('n')),
  'rows backwards': db => ids(db.collection('rows').orderBy('n', 'desc').limit(2)),
  'rows since a time, in its order': db => ids(db.collection('rows').where('at', '>=', new Date(2_000))),
  'rows before a time': db => ids(db.collection('rows').where('at', '<', new Date(3_000))),
  'some fields of rows': async db =>
    (await db.collection('rows').where('tag', '==', 'x').select('n').get()).docs.map(one => one.data()),
  'pages by ids': async db => {
    const inOrder = db.collection('rows').orderBy(FieldPath.documentId());
    const first = await inOrder.limit(2).get();
    const last = first.docs.at(-1);
    return [
      first.docs.map(({ id }) => id),
      last && (await ids(inOrder.startAfter(last).limit(2))),
      await ids(inOrder.startAfter('c')),
    ];
  },
  'pages in an order': async db => {
    const inOrder = db.collection('rows').orderBy('n');
    const last = (await inOrder.limit(1).get()).docs[0];
    return last && ids(inOrder.startAfter(last));
  },
  'all collections of a name': async db => {
    const on = db.collectionGroup('status').where('enabled', '==', true).orderBy(FieldPath.documentId());
    const first = await on.limit(1).select().get();
    const last = first.docs[0];
    const rest = last ? await on.startAfter(last).get() : undefined;
    return [first, rest].map(found => found?.docs.map(({ ref }) => [ref.path, ref.parent.parent?.id]));
  },
  'a count': async db => (await db.collection('rows').where('on', '==', true).count().get()).data().count,
  'what lies below a document': async db =>
    (await db.doc('users/u3').listCollections()).map(({ path }) => path),
};

const TRANSACTIONS: Readonly<Record<string, Calls>> = {
  'a transaction that reads what another writes starts over': async db => {
    await db.doc('t/1').set({ n: 1 });
    const add = () =>
      db.runTransaction(async transaction => {
        const n = Number((await transaction.get(db.doc('t/1'))).get('n'));
        transaction.update(db.doc('t/1'), { n: n + 1 });
      });
    await Promise.all([add(), add(), add()]);
    return fieldsOf(db, 't/1');
  },
  'two transactions that find nothing do not both create': async db => {
    const create = (id: string) =>
      db.runTransaction(async transaction => {
        const found = await transaction.get(db.collection('seats').where('taken', '==', true));
        if (found.size > 0) return 'taken';
        transaction.create(db.doc(`seats/${id}`), { taken: true });
        return 'created';
      });
    return (await Promise.all([create('a'), create('b')])).sort();
  },
  'a transaction that reads after it wrote': db =>
    statusOf(
      db.runTransaction(async transaction => {
        transaction.set(db.doc('t/2'), { n: 1 });
        await transaction.get(db.doc('t/2'));
      }),
    ),
  'a transaction that creates what is there': async db => {
    await db.doc('t/3').set({ n: 1 });
    const work = db.runTransaction(async transaction => {
      transaction.create(db.doc('t/3'), { n: 2 });
    });
    return [await statusOf(work), await fieldsOf(db, 't/3')];
  },
  'a transaction that throws writes nothing': async db => {
    const work = db.runTransaction(async transaction => {
      transaction.set(db.doc('t/4'), { n: 1 });
      throw new Error('changed its mind');
    });
    return [await statusOf(work), await fieldsOf(db, 't/4')];
  },
};

/** In this order: some look at what others have left. */
export const CALLS: Readonly<Record<string, Calls>> = { ...WRITES, ...READS, ...TRANSACTIONS };
