import type { Firestore, Query } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';

let firestore: InProcessFirestore;
let db: Firestore;

beforeAll(async () => {
  firestore = await inProcessFirestore('demo-listeners');
  db = firestore.db;
});

afterAll(() => firestore.close());

/** Follows a query and lets a test wait until its view satisfies a condition. */
function follow(query: Query) {
  const history: string[][] = [];
  const waiting: (() => void)[] = [];
  const unsubscribe = query.onSnapshot(snapshot => {
    history.push(snapshot.docs.map(doc => doc.id));
    for (const wake of waiting.splice(0)) wake();
  });
  const until = async (...wanted: string[]): Promise<void> => {
    while (history.at(-1)?.join() !== wanted.join()) await new Promise<void>(wake => waiting.push(wake));
  };
  return { history, until, unsubscribe };
}

describe('listeners', () => {
  it('follow one document from missing to deleted', async () => {
    const ref = db.doc('single/doc');
    const seen: unknown[] = [];
    let wake = (): void => undefined;
    const unsubscribe = ref.onSnapshot(snapshot => {
      seen.push(snapshot.exists ? snapshot.data() : 'missing');
      wake();
    });
    const count = async (wanted: number): Promise<void> => {
      while (seen.length < wanted) await new Promise<void>(resolve => (wake = resolve));
    };
    await count(1);
    await ref.set({ n: 1 });
    await count(2);
    await ref.update({ n: 2 });
    await count(3);
    await ref.delete();
    await count(4);
    unsubscribe();
    expect(seen).toEqual(['missing', { n: 1 }, { n: 2 }, 'missing']);
  });

  it('see documents enter, move, leave and vanish, one snapshot per commit', async () => {
    const col = db.collection('entering');
    await col.doc('a').set({ v: 1, on: true });
    const view = follow(col.where('on', '==', true).orderBy('v'));
    await view.until('a');
    await col.doc('b').set({ v: 0, on: true });
    await view.until('b', 'a');
    await col.doc('b').update({ v: 2 });
    await view.until('a', 'b');
    const batch = db.batch();
    batch.update(col.doc('a'), { on: false }).set(col.doc('c'), { v: 9, on: true });
    await batch.commit();
    await view.until('b', 'c');
    await col.doc('c').delete();
    await view.until('b');
    view.unsubscribe();
    expect(view.history).toEqual([['a'], ['b', 'a'], ['a', 'b'], ['b', 'c'], ['b']]);
  });

  it('keep a limited window full', async () => {
    const col = db.collection('window');
    const batch = db.batch();
    for (let i = 0; i < 300; i++) batch.set(col.doc(`d${i}`), { v: i });
    await batch.commit();
    const view = follow(col.orderBy('v').limit(3));
    await view.until('d0', 'd1', 'd2');
    await col.doc('d1').delete();
    await view.until('d0', 'd2', 'd3');
    await col.doc('new').set({ v: 0.5 });
    await view.until('d0', 'new', 'd2');
    await col.doc('d0').update({ v: 100.5 });
    await view.until('new', 'd2', 'd3');
    await col.doc('d250').update({ v: 250.5 });
    await col.doc('d200').update({ v: -1 });
    await view.until('d200', 'new', 'd2');
    view.unsubscribe();
    expect(view.history).toHaveLength(5);
  });

  it('follow the end of an order (limitToLast) and a collection group', async () => {
    const col = db.collection('tail');
    for (const v of [1, 2, 3]) await col.doc(`d${v}`).set({ v });
    const last = follow(col.orderBy('v').limitToLast(2));
    const group = follow(db.collectionGroup('tail').orderBy('v'));
    await last.until('d2', 'd3');
    await group.until('d1', 'd2', 'd3');
    await db.doc('deep/er/tail/d4').set({ v: 4 });
    await group.until('d1', 'd2', 'd3', 'd4');
    await col.doc('d5').set({ v: 5 });
    await last.until('d3', 'd5');
    last.unsubscribe();
    group.unsubscribe();
  });
});
