import type { Firestore } from '@google-cloud/firestore';
import { timed } from '../measure.ts';

const BATCH = 500;

/** A small document, such as a trade. */
const fields = (n: number) => ({
  symbol: 'AAPL',
  side: 'BUY',
  quantity: '2',
  status: n % 2 === 0 ? 'OPEN' : 'CLOSED',
  n,
});

/** Writes `BATCH` new documents in one commit; `first` is the number of the first. */
async function commit(db: Firestore, collection: string, first: number): Promise<void> {
  const batch = db.batch();
  for (let n = first; n < first + BATCH; n += 1) batch.create(db.doc(`${collection}/${n}`), fields(n));
  await batch.commit();
}

/** Fills a collection up to `count` documents, a few commits at a time. */
export async function fill(db: Firestore, collection: string, from: number, count: number): Promise<void> {
  for (let first = from; first < count; first += BATCH * 4) {
    const starts = Array.from({ length: 4 }, (_, n) => first + n * BATCH).filter(start => start < count);
    await Promise.all(starts.map(start => commit(db, collection, start)));
  }
}

/** Milliseconds of each of `rounds` commits of 500 new documents, one after the other. */
export async function commitTimes(
  db: Firestore,
  collection: string,
  first: number,
  rounds: number,
): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    times.push(await timed(() => commit(db, collection, first + round * BATCH)));
  }
  return times;
}
