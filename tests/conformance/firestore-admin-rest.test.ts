import { createRequire } from 'node:module';
import { AggregateField, FieldValue, Firestore } from '@google-cloud/firestore';
import type { OAuth2Client } from 'google-auth-library';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningFirestore, startFirestore } from '../../local/firestore/server.ts';

/** The server SDK with `preferRest`: the same calls, transcoded to REST. */

// The SDK wants a client of its own version of the library, which need not be the one found from here.
const fromHere = createRequire(import.meta.url);
const fromSdk = createRequire(fromHere.resolve('@google-cloud/firestore'));
const auth: { OAuth2Client: new () => OAuth2Client } = fromSdk('google-auth-library');

let server: RunningFirestore;
let db: Firestore;
let previousHost: string | undefined;

beforeAll(async () => {
  server = await startFirestore({ port: 0 });
  previousHost = process.env.FIRESTORE_EMULATOR_HOST;
  process.env.FIRESTORE_EMULATOR_HOST = `${server.host}:${server.port}`;
  // Over REST the SDK asks for credentials even where an emulator is named.
  const authClient = new auth.OAuth2Client();
  authClient.setCredentials({ access_token: 'owner', expiry_date: Number.MAX_SAFE_INTEGER });
  db = new Firestore({ projectId: 'demo-admin-rest', preferRest: true, authClient });
});

afterAll(async () => {
  await db.terminate();
  await server.close();
  if (previousHost === undefined) delete process.env.FIRESTORE_EMULATOR_HOST;
  else process.env.FIRESTORE_EMULATOR_HOST = previousHost;
});

describe('the server SDK over REST', () => {
  it('writes and reads every kind of value', async () => {
    const ref = db.doc('values/a');
    await ref.set({ n: 1, d: 0.5, nan: Number.NaN, bytes: Buffer.from('é'), list: [null, { a: 'x' }] });
    await ref.update({ n: FieldValue.increment(1), at: FieldValue.serverTimestamp(), 'm.k': true });
    expect((await ref.get()).data()).toMatchObject({
      n: 2,
      d: 0.5,
      nan: Number.NaN,
      bytes: Buffer.from('é'),
      list: [null, { a: 'x' }],
      m: { k: true },
    });
    await expect(db.doc('values/none').update({ n: 1 })).rejects.toMatchObject({ code: 5 });
  });

  it('queries, aggregates, lists, and runs transactions', async () => {
    const col = db.collection('queried');
    const writer = db.bulkWriter();
    for (const n of [1, 2, 3]) writer.set(col.doc(`d${n}`), { n });
    await writer.close();
    expect((await col.where('n', '>', 1).orderBy('n', 'desc').get()).docs.map(doc => doc.id)).toEqual([
      'd3',
      'd2',
    ]);
    expect((await col.aggregate({ sum: AggregateField.sum('n') }).get()).data()).toEqual({ sum: 6 });
    expect((await col.listDocuments()).map(ref => ref.id)).toEqual(['d1', 'd2', 'd3']);
    expect((await db.listCollections()).map(({ id }) => id)).toContain('queried');
    const increment = (): Promise<void> =>
      db.runTransaction(async transaction => {
        const present = await transaction.get(col.doc('d1'));
        transaction.update(col.doc('d1'), { n: present.get('n') + 1 });
      });
    await Promise.all([increment(), increment(), increment()]);
    expect((await col.doc('d1').get()).get('n')).toBe(4);
  });
});
