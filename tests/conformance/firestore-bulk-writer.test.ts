import type { BulkWriter, Firestore, WriteResult } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';

/** Many conditional writes in few requests, each for itself, as the admin SDK's BulkWriter makes them. */

const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;
const FAILED_PRECONDITION = 9;

let firestore: InProcessFirestore;
let db: Firestore;

beforeAll(async () => {
  firestore = await inProcessFirestore('demo-bulk');
  db = firestore.db;
});

afterAll(() => firestore.close());

/** The status of each write, 0 for success. */
const statusesOf = (writes: readonly Promise<WriteResult>[]): Promise<number[]> =>
  Promise.all(
    writes.map(write =>
      write.then(
        () => 0,
        (error: { code: number }) => error.code,
      ),
    ),
  );

function unthrottled(): { writer: BulkWriter; attempts: number[] } {
  const attempts: number[] = [];
  const writer = db.bulkWriter({ throttling: false });
  writer.onWriteError(({ failedAttempts }) => {
    attempts.push(failedAttempts);
    return false;
  });
  return { writer, attempts };
}

describe('writes side by side', () => {
  it('each hold for the version that they were made for, and none for another’s', async () => {
    const documents = Array.from({ length: 45 }, (_, n) => db.doc(`versions/${n}`));
    const written = await Promise.all(documents.map(document => document.set({ n: 0 })));
    const outdated = (n: number): boolean => n % 3 === 0;
    await Promise.all(documents.filter((_, n) => outdated(n)).map(document => document.set({ n: 'other' })));
    const { writer, attempts } = unthrottled();
    const updates = documents.map((document, n) => {
      const lastUpdateTime = written[n]?.writeTime;
      return writer.update(document, { n: 1 }, lastUpdateTime === undefined ? {} : { lastUpdateTime });
    });
    const statuses = statusesOf(updates);
    await writer.close();
    expect(await statuses).toEqual(documents.map((_, n) => (outdated(n) ? FAILED_PRECONDITION : 0)));
    expect(attempts).toEqual(Array.from({ length: 15 }, () => 1));
    const stored = await db.getAll(...documents);
    expect(stored.map(document => document.get('n'))).toEqual(
      documents.map((_, n) => (outdated(n) ? 'other' : 1)),
    );
  });

  it('fail for what is missing and for what is there', async () => {
    await db.doc('existing/a').set({});
    const { writer } = unthrottled();
    const statuses = statusesOf([
      writer.update(db.doc('existing/none'), { n: 1 }),
      writer.create(db.doc('existing/a'), {}),
      writer.delete(db.doc('existing/b'), { exists: true }),
      writer.set(db.doc('existing/c'), {}),
    ]);
    await writer.close();
    expect(await statuses).toEqual([NOT_FOUND, ALREADY_EXISTS, NOT_FOUND, 0]);
  });

  it('have times of their own, later than one before', async () => {
    const { writer } = unthrottled();
    const writes = Array.from({ length: 20 }, (_, n) => writer.set(db.doc(`times/${n}`), {}));
    await writer.close();
    const times = (await Promise.all(writes)).map(({ writeTime }) => writeTime.valueOf());
    expect(times).toEqual([...new Set(times)].toSorted());
  });
});
