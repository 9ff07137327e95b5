import type { Firestore, WriteBatch } from 'firebase-admin/firestore';
import { expect } from 'vitest';

/** The process ended here, as far as the code under test can tell. */
export class Crash extends Error {}

export interface CrashPlan {
  /** The write at which it happens, from 1. */
  readonly at: number;
  /** Whether the write still reaches the database. */
  readonly when: 'before' | 'after';
}

/**
 * The same database, until a batch or a transaction of this number is written: then everything stops. Without a plan it
 * only counts, and lets others have a word after each write.
 */
export function crashingFirestore(
  db: Firestore,
  plan?: CrashPlan,
  afterWrite: (write: number) => Promise<void> = async () => {},
): { db: Firestore; writes(): number } {
  let writes = 0;
  let dead = false;
  const write = async <T>(work: () => Promise<T>): Promise<T> => {
    if (dead) throw new Crash('already over');
    writes += 1;
    const current = writes;
    if (plan?.at !== current) {
      const result = await work();
      await afterWrite(current);
      return result;
    }
    dead = true;
    if (plan.when === 'after') await work();
    throw new Crash(`at write ${current}`);
  };
  const batchOf = (batch: WriteBatch): WriteBatch => {
    const commit = batch.commit.bind(batch);
    batch.commit = () => write(commit);
    return batch;
  };
  const proxy = new Proxy(db, {
    get(target, property) {
      if (property === 'batch') return () => batchOf(target.batch());
      if (property === 'runTransaction') {
        return (...call: Parameters<Firestore['runTransaction']>) =>
          write(() => target.runTransaction(...call));
      }
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { db: proxy, writes: () => writes };
}

/**
 * Works on a database once for each write that the work makes, and crashes there: before the write, then after it.
 *
 * @param start brings the database to where the work begins
 * @param work is done on the database that crashes, and on one that only counts
 * @param afterwards repeats what was interrupted, and looks at what came of it
 * @returns how many writes the work makes when nobody interrupts it
 */
export async function crashAtEveryWrite(
  db: Firestore,
  steps: {
    readonly start: () => Promise<unknown>;
    readonly work: (db: Firestore) => Promise<unknown>;
    readonly afterwards: (crash: CrashPlan) => Promise<void>;
  },
): Promise<number> {
  const counting = crashingFirestore(db);
  await steps.start();
  await steps.work(counting.db);
  const writes = counting.writes();
  for (let at = 1; at <= writes; at += 1) {
    for (const when of ['before', 'after'] as const) {
      await steps.start();
      await expect(steps.work(crashingFirestore(db, { at, when }).db)).rejects.toThrow(Crash);
      await steps.afterwards({ at, when });
    }
  }
  return writes;
}
