import type { Firestore, QuerySnapshot, Transaction } from 'firebase-admin/firestore';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type InProcessFirestore, inProcessFirestore } from '../support/in-process-firestore.ts';

let firestore: InProcessFirestore;
let db: Firestore;

beforeAll(async () => {
  firestore = await inProcessFirestore('demo-transactions');
  db = firestore.db;
});

afterAll(() => firestore.close());

describe('transactions', () => {
  it('lets 40 of them increment the same document, none lost, none starved', async () => {
    const ref = db.doc('counters/one');
    const increment = async (transaction: Transaction): Promise<void> => {
      const present = await transaction.get(ref);
      transaction.set(ref, { n: (present.get('n') ?? 0) + 1 });
    };
    await Promise.all(Array.from({ length: 40 }, () => db.runTransaction(increment)));
    expect((await ref.get()).get('n')).toBe(40);
  });

  it('keeps the sum over random concurrent transfers', async () => {
    const accounts = Array.from({ length: 6 }, (_, i) => db.doc(`bank/${i}`));
    const batch = db.batch();
    for (const account of accounts) batch.set(account, { balance: 100 });
    await batch.commit();
    const transfer = (from: number, to: number, amount: number): Promise<void> =>
      db.runTransaction(async transaction => {
        const source = accounts[from % 6];
        const target = accounts[to % 6];
        if (source === undefined || target === undefined || source === target) return;
        const [a, b] = await transaction.getAll(source, target);
        const balance = Number(a?.get('balance'));
        if (balance < amount) return;
        transaction.update(source, { balance: balance - amount });
        transaction.update(target, { balance: Number(b?.get('balance')) + amount });
      });
    await Promise.all(Array.from({ length: 60 }, (_, i) => transfer(i * 7, i * 5 + 1, (i * 13) % 50)));
    const balances = (await db.collection('bank').get()).docs.map(doc => Number(doc.get('balance')));
    expect(balances.reduce((sum, balance) => sum + balance, 0)).toBe(600);
    expect(Math.min(...balances)).toBeGreaterThanOrEqual(0);
  });

  it('sees no phantoms: at most three seats are booked by whoever counts them first', async () => {
    const seats = db.collection('seats');
    const book = (who: number): Promise<boolean> =>
      db.runTransaction(async transaction => {
        const taken = await transaction.get(seats.where('taken', '==', true));
        if (taken.size >= 3) return false;
        transaction.create(seats.doc(), { taken: true, who });
        return true;
      });
    const booked = await Promise.all(Array.from({ length: 12 }, (_, i) => book(i)));
    expect(booked.filter(Boolean)).toHaveLength(3);
    expect((await seats.get()).size).toBe(3);
  });

  it('retries when somebody outside writes what it has read', async () => {
    const ref = db.doc('outside/doc');
    await ref.set({ n: 1 });
    let attempts = 0;
    const result = await db.runTransaction(async transaction => {
      const present = await transaction.get(ref);
      if (++attempts === 1) await ref.set({ n: 10 });
      transaction.update(ref, { seen: present.get('n') });
      return present.get('n');
    });
    expect(result).toBe(10);
    expect(attempts).toBe(2);
    expect((await ref.get()).data()).toEqual({ n: 10, seen: 10 });
  });

  it('does not hang when two transactions want the same documents in opposite order', async () => {
    const [a, b] = [db.doc('cross/a'), db.doc('cross/b')];
    await Promise.all([a.set({ n: 0 }), b.set({ n: 0 })]);
    const both = (first: typeof a, second: typeof a): Promise<void> =>
      db.runTransaction(async transaction => {
        const x = await transaction.get(first);
        const y = await transaction.get(second);
        transaction.update(first, { n: x.get('n') + 1 });
        transaction.update(second, { n: y.get('n') + 1 });
      });
    await Promise.all(Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? both(a, b) : both(b, a))));
    expect((await a.get()).get('n')).toBe(10);
    expect((await b.get()).get('n')).toBe(10);
  });

  it('reads a past state in a read-only transaction', async () => {
    const col = db.collection('past');
    const { writeTime } = await col.doc('a').set({ v: 1 });
    await col.doc('a').set({ v: 2 });
    await col.doc('b').set({ v: 3 });
    const [document, query] = await db.runTransaction(
      async (transaction): Promise<[unknown, QuerySnapshot]> => [
        (await transaction.get(col.doc('a'))).get('v'),
        await transaction.get(col.orderBy('v')),
      ],
      { readOnly: true, readTime: writeTime },
    );
    expect(document).toBe(1);
    expect(query.docs.map(doc => doc.get('v'))).toEqual([1]);
  });

  it('gives a transaction up without a trace when its function throws', async () => {
    const ref = db.doc('thrown/doc');
    await expect(
      db.runTransaction(async transaction => {
        await transaction.get(ref);
        transaction.set(ref, { n: 1 });
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect((await ref.get()).exists).toBe(false);
    await ref.set({ n: 2 });
  });
});
