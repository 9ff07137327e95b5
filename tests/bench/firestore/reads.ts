import type { Firestore } from '@google-cloud/firestore';
import { timed } from '../measure.ts';

const IN_FLIGHT = 32;

/** Requests a second of `read`, with 32 under way at a time. */
async function rate(requests: number, read: (n: number) => Promise<unknown>): Promise<number> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < requests) {
      const n = next;
      next += 1;
      await read(n);
    }
  };
  const milliseconds = await timed(() => Promise.all(Array.from({ length: IN_FLIGHT }, worker)));
  return requests / (milliseconds / 1000);
}

export const grpcReads = (db: Firestore, collection: string, requests: number): Promise<number> =>
  rate(requests, n => db.doc(`${collection}/${n}`).get());

export const restReads = (
  address: string,
  projectId: string,
  collection: string,
  requests: number,
): Promise<number> => {
  const base = `http://${address}/v1/projects/${projectId}/databases/(default)/documents/${collection}`;
  return rate(requests, async n => {
    const answer = await fetch(`${base}/${n}`, { headers: { authorization: 'Bearer owner' } });
    if (!answer.ok) throw new Error(`GET: ${answer.status}`);
    await answer.arrayBuffer();
  });
};
