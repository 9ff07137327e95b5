import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manualClock } from '../../../test-support/firestore/manual-clock.ts';
import { setWrite } from '../../../test-support/firestore/writes.ts';
import { FirestoreError } from '../errors.ts';
import { memoryOnly } from '../journal.ts';
import { Store } from '../store.ts';
import { Transactions } from './transactions.ts';

function fresh() {
  const clock = manualClock();
  const store = new Store(memoryOnly, clock.now);
  const database = store.database({ project: 'p', database: 'd' });
  return { clock, store, database, transactions: new Transactions(database, store.clock) };
}

describe('transactions', () => {
  it('end by themselves: unused for a minute, or after four and a half', () => {
    const { clock, transactions } = fresh();
    const idle = transactions.begin({ kind: 'readWrite' });
    const busy = transactions.begin({ kind: 'readWrite' });
    for (let i = 0; i < 8; i++) {
      clock.advance(30_000_000);
      transactions.get(busy.id);
    }
    expect(() => transactions.get(idle.id)).toThrow('expired or is no longer valid');
    clock.advance(31_000_000);
    expect(() => transactions.get(busy.id)).toThrow('expired or is no longer valid');
  });

  it('are serialisable: random transfers keep the sum, at every point in between', async () => {
    const transfer = fc.record({
      from: fc.integer({ min: 0, max: 3 }),
      to: fc.integer({ min: 0, max: 3 }),
      amount: fc.bigInt({ min: 0n, max: 60n }),
      pauses: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(transfer, { minLength: 2, maxLength: 10 }), async transfers => {
        const { store, database, transactions } = fresh();
        const accounts = ['bank/0', 'bank/1', 'bank/2', 'bank/3'];
        store.commit(
          database,
          accounts.map(path => setWrite(path, { balance: 100n })),
        );
        const balance = (path: string): bigint => {
          const value = database.get(path)?.fields.get('balance');
          return typeof value === 'bigint' ? value : 0n;
        };
        const pause = async (turns: number): Promise<void> => {
          for (let i = 0; i < turns; i++) await new Promise(resolve => setImmediate(resolve));
        };
        const attempt = async ({ from, to, amount, pauses }: (typeof transfers)[number]): Promise<void> => {
          const transaction = transactions.begin({ kind: 'readWrite' });
          if (transaction.kind !== 'readWrite') return;
          const read = async (path: string): Promise<bigint> => {
            await transactions.prepareRead(transaction, [`document ${path}`]);
            transaction.reads.addDocument(path, database.get(path));
            return balance(path);
          };
          const source = accounts[from] ?? '';
          const target = accounts[to] ?? '';
          await pause(pauses[0] ?? 0);
          const available = await read(source);
          await pause(pauses[1] ?? 0);
          const present = await read(target);
          await pause(pauses[2] ?? 0);
          transactions.validate(transaction);
          if (source !== target && available >= amount) {
            store.commit(database, [
              setWrite(source, { balance: available - amount }),
              setWrite(target, { balance: present + amount }),
            ]);
          }
          transactions.end(transaction);
          expect(accounts.reduce((sum, path) => sum + balance(path), 0n)).toBe(400n);
        };
        const run = async (job: (typeof transfers)[number]): Promise<void> => {
          for (;;) {
            try {
              return await attempt(job);
            } catch (error) {
              if (!(error instanceof FirestoreError) || error.status !== 'ABORTED') throw error;
            }
          }
        };
        await Promise.all(transfers.map(run));
        expect(accounts.reduce((sum, path) => sum + balance(path), 0n)).toBe(400n);
        expect(accounts.every(path => balance(path) >= 0n)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('notice a query whose answer would now be another', async () => {
    const { store, database, transactions } = fresh();
    const transaction = transactions.begin({ kind: 'readWrite' });
    if (transaction.kind !== 'readWrite') throw new Error('unexpected kind');
    await transactions.prepareRead(transaction, ['collection a']);
    transaction.reads.addQuery(({ path }) => path.startsWith('a/'));
    store.commit(database, [setWrite('b/1', {})]);
    transactions.validate(transaction);
    store.commit(database, [setWrite('a/1', {})]);
    expect(() => transactions.validate(transaction)).toThrow('Too much contention');
    expect(() => transactions.get(transaction.id)).toThrow('no longer valid');
  });
});
