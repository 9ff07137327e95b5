import { FieldPath, FieldValue, type Firestore, Timestamp } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';

let firestore: InProcessFirestore;
let db: Firestore;

beforeAll(async () => {
  firestore = await inProcessFirestore('demo-conformance');
  db = firestore.db;
});

afterAll(() => firestore.close());

let collections = 0;
/** A collection that no other test uses. */
const fresh = () => db.collection(`c${++collections}`);

describe('documents', () => {
  it('keeps every type as it was written', async () => {
    const ref = fresh().doc();
    const data = {
      nothing: null,
      yes: true,
      integer: 9_007_199_254_740_991,
      double: 1.5,
      infinity: Number.NEGATIVE_INFINITY,
      nan: Number.NaN,
      text: 'grüße 🚀',
      bytes: Buffer.from([0, 255, 7]),
      when: new Timestamp(1_700_000_000, 123_456_000),
      list: [1, 'two', { three: 3 }],
      map: { nested: { deep: true }, 'odd key.`': 1, 7: 'seven' },
    };
    const { writeTime } = await ref.set(data);
    const snapshot = await ref.get();
    expect(snapshot.data()).toEqual(data);
    expect(snapshot.createTime?.isEqual(writeTime)).toBe(true);
    expect(snapshot.updateTime?.isEqual(writeTime)).toBe(true);
  });

  it('cuts timestamps off at the microsecond', async () => {
    const ref = fresh().doc();
    await ref.set({ when: new Timestamp(1, 123_456_789) });
    expect((await ref.get()).get('when')).toEqual(new Timestamp(1, 123_456_000));
  });

  it('merges, replaces, updates by path and deletes fields', async () => {
    const ref = fresh().doc('d');
    await ref.set({ a: 1, m: { x: 1, y: 2 } });
    await ref.set({ m: { y: 3 }, b: 2 }, { merge: true });
    expect((await ref.get()).data()).toEqual({ a: 1, b: 2, m: { x: 1, y: 3 } });
    await ref.set({ m: { z: 9 }, ignored: true }, { mergeFields: ['m.z'] });
    await ref.update({ 'm.x': FieldValue.delete(), 'n.o': 1 });
    await ref.update(new FieldPath('odd.key'), 5);
    expect((await ref.get()).data()).toEqual({ a: 1, b: 2, m: { y: 3, z: 9 }, n: { o: 1 }, 'odd.key': 5 });
    await ref.set({ only: 1 });
    expect((await ref.get()).data()).toEqual({ only: 1 });
  });

  it('applies transforms', async () => {
    const ref = fresh().doc('d');
    await ref.set({ n: 1, d: 0.5, list: [1, 2, 2], s: 'text' });
    await ref.update({
      n: FieldValue.increment(2),
      d: FieldValue.increment(1),
      s: FieldValue.increment(4),
      list: FieldValue.arrayRemove(2),
      at: FieldValue.serverTimestamp(),
      added: FieldValue.arrayUnion('x', 'x'),
    });
    const data = (await ref.get()).data();
    expect(data).toMatchObject({ n: 3, d: 1.5, s: 4, list: [1], added: ['x'] });
    expect(data?.at).toBeInstanceOf(Timestamp);
    await ref.update({ list: FieldValue.arrayUnion(1, 3, { a: 1 }) });
    expect((await ref.get()).get('list')).toEqual([1, 3, { a: 1 }]);
  });

  it('takes 500 transforms in a write, and no more', async () => {
    const counters = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`n${n}`, FieldValue.increment(1)]));
    const document = db.doc('transforms/many');
    await document.set(counters(500));
    await expect(document.update(counters(501))).rejects.toMatchObject({ code: 3 });
    expect((await document.get()).get('n499')).toBe(1);
  });

  it('enforces preconditions with the codes that the service gives', async () => {
    const ref = fresh().doc('d');
    await expect(ref.update({ a: 1 })).rejects.toMatchObject({
      code: 5,
      message: expect.stringContaining(
        `No document to update: projects/demo-conformance/databases/(default)/documents/${ref.path}`,
      ),
    });
    const { writeTime } = await ref.create({ a: 1 });
    await expect(ref.create({ a: 2 })).rejects.toMatchObject({ code: 6 });
    await ref.update({ a: 2 }, { lastUpdateTime: writeTime });
    await expect(ref.update({ a: 3 }, { lastUpdateTime: writeTime })).rejects.toMatchObject({ code: 9 });
    await expect(ref.delete({ lastUpdateTime: writeTime })).rejects.toMatchObject({ code: 9 });
    await ref.delete();
    await ref.delete();
    await expect(ref.delete({ exists: true })).rejects.toMatchObject({ code: 5 });
    expect((await ref.get()).exists).toBe(false);
  });

  it('writes a batch as a whole or not at all', async () => {
    const col = fresh();
    const batch = db.batch();
    batch.set(col.doc('a'), { n: 1 });
    batch.update(col.doc('missing'), { n: 1 });
    await expect(batch.commit()).rejects.toMatchObject({ code: 5 });
    expect((await col.get()).size).toBe(0);
    const good = db.batch();
    good.set(col.doc('a'), { n: 1 }).update(col.doc('a'), { m: 2 }).create(col.doc('b'), {});
    const results = await good.commit();
    expect(results).toHaveLength(3);
    expect((await col.doc('a').get()).data()).toEqual({ n: 1, m: 2 });
  });

  it('leaves the version of a document alone when a write changes nothing', async () => {
    const ref = fresh().doc('d');
    const first = await ref.set({ a: 1 });
    const second = await ref.set({ a: 1 });
    expect(second.writeTime.isEqual(first.writeTime)).toBe(true);
  });

  it('reads many documents at once, missing ones and masks included', async () => {
    const col = fresh();
    await col.doc('a').set({ x: 1, y: 2 });
    const [a, b] = await db.getAll(col.doc('a'), col.doc('b'), { fieldMask: ['y'] });
    expect(a?.data()).toEqual({ y: 2 });
    expect(b?.exists).toBe(false);
  });

  it('lists documents with missing parents, and collections', async () => {
    const col = fresh();
    await col.doc('b').set({});
    await col.doc('a').collection('sub').doc('x').set({});
    await col.doc('c').collection('one').doc('x').collection('two').doc('y').set({});
    expect((await col.listDocuments()).map(ref => ref.id)).toEqual(['a', 'b', 'c']);
    expect((await col.doc('c').listCollections()).map(ref => ref.id)).toEqual(['one']);
    expect((await col.get()).docs.map(doc => doc.id)).toEqual(['b']);
    await col.doc('c').collection('one').doc('x').collection('two').doc('y').delete();
    expect((await col.listDocuments()).map(ref => ref.id)).toEqual(['a', 'b']);
  });

  it('answers bad requests with INVALID_ARGUMENT', async () => {
    const col = fresh();
    await expect(col.doc('d').set({ __reserved__: 1 })).rejects.toMatchObject({ code: 3 });
    await expect(col.doc('__nope__').set({})).rejects.toMatchObject({ code: 3 });
    await expect(col.doc('d').set({ big: 'x'.repeat(1_048_577) })).rejects.toMatchObject({ code: 3 });
  });
});

describe('bulk operations', () => {
  it('reports each write of a BulkWriter by itself', async () => {
    const col = fresh();
    await col.doc('taken').set({});
    const writer = db.bulkWriter();
    const failed: string[] = [];
    writer.onWriteError(error => {
      failed.push(error.documentRef.id);
      return false;
    });
    const outcomes = [writer.create(col.doc('taken'), {}), writer.set(col.doc('new'), { n: 1 })].map(
      promise =>
        promise.then(
          () => 'written',
          () => 'refused',
        ),
    );
    await writer.close();
    expect(await Promise.all(outcomes)).toEqual(['refused', 'written']);
    expect(failed).toEqual(['taken']);
  });

  it('deletes a tree', async () => {
    const root = fresh().doc('root');
    await root.set({});
    for (const path of ['a/1', 'a/1/b/2', 'c/3']) await root.firestore.doc(`${root.path}/${path}`).set({});
    const beside = root.parent.doc('rooted');
    await beside.set({});
    await db.recursiveDelete(root);
    expect(await root.listCollections()).toEqual([]);
    expect((await root.get()).exists).toBe(false);
    expect((await beside.get()).exists).toBe(true);
  });

  it('partitions a collection group without losing or repeating documents', async () => {
    const id = `group${Date.now()}`;
    const batch = db.batch();
    for (let i = 0; i < 200; i++) batch.set(db.doc(`p/${i}/${id}/d`), { i });
    await batch.commit();
    const seen: string[] = [];
    let partitions = 0;
    for await (const partition of db.collectionGroup(id).getPartitions(5)) {
      partitions++;
      seen.push(...(await partition.toQuery().get()).docs.map(doc => doc.ref.path));
    }
    expect(partitions).toBe(5);
    expect(new Set(seen).size).toBe(200);
    expect(seen).toHaveLength(200);
  });
});
