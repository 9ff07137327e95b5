import { deleteApp, type FirebaseApp, initializeApp } from 'firebase/app';
import * as web from 'firebase/firestore';
import * as lite from 'firebase/firestore/lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

/** The web SDK in Node: gRPC with Listen and Write streams; its `lite` build: REST alone. */

let server: RunningFirestore;
let app: FirebaseApp;
let db: web.Firestore;
let liteDb: lite.Firestore;

beforeAll(async () => {
  web.setLogLevel('silent');
  lite.setLogLevel('silent');
  server = await startFirestore({ port: 0 });
  app = initializeApp({ projectId: 'demo-web', apiKey: 'none' }, 'firestore-web-sdk');
  db = web.initializeFirestore(app, {});
  web.connectFirestoreEmulator(db, server.host, server.port, { mockUserToken: { user_id: 'alice' } });
  liteDb = lite.getFirestore(app);
  lite.connectFirestoreEmulator(liteDb, server.host, server.port);
});

afterAll(async () => {
  await web.terminate(db);
  await lite.terminate(liteDb);
  await deleteApp(app);
  await server.close();
});

describe('the web SDK in Node', () => {
  it('writes over its stream, with transforms, and reads back', async () => {
    const ref = web.doc(db, 'basic/a');
    await web.setDoc(ref, { n: 1, list: ['x'], at: web.serverTimestamp() });
    await web.updateDoc(ref, { n: web.increment(2), list: web.arrayUnion('y'), 'm.k': true });
    const snapshot = await web.getDocFromServer(ref);
    expect(snapshot.data()).toMatchObject({ n: 3, list: ['x', 'y'], m: { k: true } });
    expect(snapshot.get('at')).toBeInstanceOf(web.Timestamp);
    await web.deleteDoc(ref);
    expect((await web.getDocFromServer(ref)).exists()).toBe(false);
    await expect(web.updateDoc(ref, { n: 1 })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('listens to a limited query', async () => {
    const col = web.collection(db, 'listened');
    const seen: string[] = [];
    let wake = (): void => undefined;
    const unsubscribe = web.onSnapshot(
      web.query(col, web.orderBy('n'), web.limit(2)),
      { includeMetadataChanges: true },
      snapshot => {
        const { fromCache, hasPendingWrites } = snapshot.metadata;
        if (!fromCache && !hasPendingWrites) seen.push(snapshot.docs.map(doc => doc.id).join());
        wake();
      },
    );
    const until = async (wanted: string): Promise<void> => {
      while (seen.at(-1) !== wanted) {
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
    };
    await until('');
    const batch = web.writeBatch(db);
    for (const [id, n] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      batch.set(web.doc(col, id), { n });
    await batch.commit();
    await until('a,b');
    await web.deleteDoc(web.doc(col, 'a'));
    await until('b,c');
    // Written behind the SDK's back, so that only the server can tell it.
    await lite.setDoc(lite.doc(liteDb, 'listened/z'), { n: 0 });
    await until('z,b');
    unsubscribe();
  });

  it('does not call a listener that was detached, not even with what was on its way', async () => {
    const ref = web.doc(db, 'detached/a');
    await web.setDoc(ref, { n: 1 });
    const seenByOther: unknown[] = [];
    const begun = Promise.withResolvers<void>();
    const confirmed = Promise.withResolvers<void>();
    const stop = web.onSnapshot(ref, { includeMetadataChanges: true }, snapshot => {
      if (snapshot.get('n') !== 2) return;
      // The same change is on its way to the other listener at this moment.
      detach();
      if (!snapshot.metadata.hasPendingWrites) confirmed.resolve();
    });
    const detach = web.onSnapshot(ref, snapshot => {
      seenByOther.push(snapshot.get('n'));
      begun.resolve();
    });
    await begun.promise;
    await web.setDoc(ref, { n: 2 });
    await confirmed.promise;
    stop();
    expect(seenByOther).toEqual([1]);
  });

  it('runs transactions, verifying what it only read, and aggregates', async () => {
    const [read, written] = [web.doc(db, 'tx/read'), web.doc(db, 'tx/written')];
    await web.setDoc(read, { n: 5 });
    await Promise.all(
      Array.from({ length: 4 }, () =>
        web.runTransaction(db, async transaction => {
          const step = (await transaction.get(read)).get('n');
          const present = await transaction.get(written);
          transaction.set(written, { n: (present.get('n') ?? 0) + step });
        }),
      ),
    );
    expect((await web.getDocFromServer(written)).get('n')).toBe(20);
    const sums = await web.getAggregateFromServer(web.collection(db, 'tx'), {
      n: web.sum('n'),
      all: web.count(),
    });
    expect(sums.data()).toEqual({ n: 25, all: 2 });
  });
});

describe('the lite SDK', () => {
  it('writes, reads, queries, counts and runs transactions', async () => {
    const col = lite.collection(liteDb, 'lite');
    for (const n of [1, 2, 3]) await lite.setDoc(lite.doc(col, `d${n}`), { n, odd: n % 2 === 1 });
    const query = lite.query(col, lite.where('odd', '==', true), lite.orderBy('n', 'desc'));
    expect((await lite.getDocs(query)).docs.map(doc => doc.id)).toEqual(['d3', 'd1']);
    expect((await lite.getCount(col)).data().count).toBe(3);
    await lite.runTransaction(liteDb, async transaction => {
      const present = await transaction.get(lite.doc(col, 'd1'));
      transaction.update(lite.doc(col, 'd1'), { n: present.get('n') + 10 });
    });
    expect((await lite.getDoc(lite.doc(col, 'd1'))).get('n')).toBe(11);
    await expect(lite.updateDoc(lite.doc(col, 'none'), { n: 1 })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
