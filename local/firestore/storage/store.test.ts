import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { manualClock } from '../../test-support/firestore/manual-clock.ts';
import { deleteWrite, setWrite } from '../../test-support/firestore/writes.ts';
import type { Commit } from './document.ts';
import { FirestoreError } from './errors.ts';
import { memoryOnly } from './journal.ts';
import { MapValue } from './map-value.ts';
import type { StagedCommit } from './staged-commit.ts';
import { Store } from './store.ts';
import type { SetWrite, Write } from './write.ts';

const ID = { project: 'p', database: 'd' };

function fresh() {
  const clock = manualClock();
  const store = new Store(memoryOnly, clock.now);
  return { clock, store, database: store.database(ID) };
}

function thrownOr(outcome: StagedCommit | FirestoreError): StagedCommit {
  if (outcome instanceof FirestoreError) throw outcome;
  return outcome;
}

describe('commits', () => {
  it('get strictly increasing times even when the clock stands still', () => {
    const { store, database, clock } = fresh();
    const times = [1, 2, 3].map(n => store.commit(database, [setWrite('a/b', { n: BigInt(n) })]).time);
    expect(new Set(times).size).toBe(3);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const read = store.clock.readTime();
    clock.advance(-5_000_000);
    expect(store.commit(database, [setWrite('a/b', { n: 9n })]).time).toBeGreaterThan(read);
  });

  it('apply writes to the same document in order', () => {
    const { store, database } = fresh();
    const update: SetWrite = { ...setWrite('a/b', { y: 2n }), mask: [['y'], ['gone']] };
    store.commit(database, [setWrite('a/b', { x: 1n, gone: 1n }), update]);
    expect(database.get('a/b')?.fields).toEqual(
      MapValue.of([
        ['x', 1n],
        ['y', 2n],
      ]),
    );
    const staged = store.commit(database, [deleteWrite('a/b'), setWrite('a/b', { z: 3n })]);
    expect(database.get('a/b')?.createTime).toBe(staged.time);
    expect(staged.results[0]?.updateTime).toBeUndefined();
  });

  it('side by side are what they are one after the other', () => {
    const preconditions = fc.constantFrom<Write['precondition']>(
      { kind: 'none' },
      { kind: 'exists', exists: true },
      { kind: 'exists', exists: false },
      { kind: 'updateTime', updateTime: 1_700_000_000_000_000 },
      { kind: 'updateTime', updateTime: 5 },
    );
    const write = fc
      .tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.boolean(), fc.bigInt(0n, 1n), preconditions)
      .map(([id, deletes, n, precondition]): Write => {
        const path = `c/${id}`;
        return { ...(deletes ? deleteWrite(path) : setWrite(path, { n })), precondition };
      });
    const writes = fc.uniqueArray(write, { selector: ({ path }) => path, maxLength: 5 });
    const outcomeOf = (work: () => StagedCommit): unknown => {
      try {
        const { time, results, changes } = work();
        return { time, results, changes };
      } catch (error) {
        return error;
      }
    };
    fc.assert(
      fc.property(writes, batch => {
        const [together, apart] = [fresh(), fresh()].map(({ store, database }) => {
          store.commit(database, [setWrite('c/a', { n: 0n }), setWrite('c/b', { n: 1n })]);
          const commits: Commit[] = [];
          database.subscribe(commit => commits.push(commit));
          return { store, database, commits };
        });
        if (together === undefined || apart === undefined) return;
        const refuse = ({ effects }: StagedCommit): void => {
          if (effects[0]?.write.path === 'c/e') throw new FirestoreError('PERMISSION_DENIED', 'no');
        };
        const outcomes = together.store.commitEach(together.database, batch, refuse);
        const expected = batch.map(one => () => apart.store.commit(apart.database, [one], refuse));
        expect(outcomes.map(outcome => outcomeOf(() => thrownOr(outcome)))).toEqual(expected.map(outcomeOf));
        expect(together.commits).toEqual(apart.commits);
        expect([...together.database.all()]).toEqual([...apart.database.all()]);
      }),
    );
  });

  it('leave nothing behind when one write fails or the batch is refused', () => {
    const { store, database } = fresh();
    const commits: Commit[] = [];
    database.subscribe(commit => commits.push(commit));
    const failing: Write = { ...setWrite('a/c', {}), precondition: { kind: 'exists', exists: true } };
    expect(() => store.commit(database, [setWrite('a/b', {}), failing])).toThrow('No document to update');
    expect(() =>
      store.commit(database, [setWrite('a/b', {})], () => {
        throw new Error('refused');
      }),
    ).toThrow('refused');
    expect(database.size).toBe(0);
    expect(commits).toEqual([]);
  });

  it('show an approver the state before and after the whole batch', () => {
    const { store, database } = fresh();
    store.commit(database, [setWrite('a/b', { n: 1n })]);
    store.commit(database, [setWrite('a/b', { n: 2n }), setWrite('a/c', { n: 3n })], staged => {
      expect(database.get('a/b')?.fields.get('n')).toBe(1n);
      expect(staged.after.get('a/b')?.fields.get('n')).toBe(2n);
      expect(staged.after.get('a/c')?.fields.get('n')).toBe(3n);
      expect(staged.effects.map(({ before }) => before?.path)).toEqual(['a/b', undefined]);
    });
  });

  it('are no event when they change nothing', () => {
    const { store, database } = fresh();
    const { time } = store.commit(database, [setWrite('a/b', { n: 1n })]);
    const commits: Commit[] = [];
    database.subscribe(commit => commits.push(commit));
    const again = store.commit(database, [setWrite('a/b', { n: 1n }), deleteWrite('no/thing')]);
    expect(again.results[0]?.updateTime).toBe(time);
    expect(commits).toEqual([]);
    store.commit(database, [setWrite('a/b', { n: 1 })]);
    expect(commits).toHaveLength(1);
  });

  it.each<[Write['precondition'], boolean, string | undefined]>([
    [{ kind: 'exists', exists: true }, false, 'NOT_FOUND'],
    [{ kind: 'exists', exists: true }, true, undefined],
    [{ kind: 'exists', exists: false }, true, 'ALREADY_EXISTS'],
    [{ kind: 'exists', exists: false }, false, undefined],
    [{ kind: 'updateTime', updateTime: 1 }, true, 'FAILED_PRECONDITION'],
    [{ kind: 'updateTime', updateTime: 1 }, false, 'FAILED_PRECONDITION'],
  ])('with precondition %j and the document there: %s end in %s', (precondition, exists, status) => {
    const { store, database } = fresh();
    if (exists) store.commit(database, [setWrite('a/b', {})]);
    for (const write of [
      { ...setWrite('a/b', { n: 1n }), precondition },
      { ...deleteWrite('a/b'), precondition },
      { kind: 'verify' as const, path: 'a/b', precondition },
    ]) {
      const refused = () =>
        store.commit(database, [write], ({ failure }) => {
          throw Object.assign(new Error('refused'), { besides: failure?.status });
        });
      // A refusal comes before what exists, which only those may know who are allowed to write.
      const stale = status === 'FAILED_PRECONDITION';
      expect(refused).toThrow(
        expect.objectContaining(stale ? { status } : { message: 'refused', besides: status }),
      );
      if (status === undefined) continue;
      const size = database.size;
      expect(() => store.commit(database, [write])).toThrow(expect.objectContaining({ status }));
      expect(database.size).toBe(size);
    }
  });

  it('refuse a document above one mebibyte and take one just below', () => {
    const { store, database } = fresh();
    const room = 1_048_576 - (2 + 2 + 16) - 32 - 2 - 1;
    store.commit(database, [setWrite('a/b', { f: 'x'.repeat(room) })]);
    expect(() => store.commit(database, [setWrite('a/b', { f: 'x'.repeat(room + 1) })])).toThrow(
      'exceeds the maximum',
    );
  });
});

describe('history', () => {
  it('gives back every past state that the log covers', () => {
    const path = fc.constantFrom('a/1', 'a/2', 'b/1');
    const write = fc.tuple(path, fc.option(fc.bigInt({ min: 0n, max: 3n })));
    fc.assert(
      fc.property(fc.array(fc.array(write, { maxLength: 3 }), { maxLength: 12 }), batches => {
        const { store, database } = fresh();
        const states: { time: number; content: string }[] = [];
        const content = (get: (path: string) => unknown): string =>
          JSON.stringify(['a/1', 'a/2', 'b/1'].map(name => String(get(name) ?? 'missing')));
        const current = (name: string) => database.get(name)?.fields.get('n');
        for (const batch of batches) {
          store.commit(
            database,
            batch.map(([name, n]) => (n === null ? deleteWrite(name) : setWrite(name, { n }))),
          );
          states.push({ time: store.clock.readTime(), content: content(current) });
        }
        for (const { time, content: expected } of states) {
          expect(database.log.covers(time)).toBe(true);
          const past = database.log.statesAt(time);
          const then = (name: string) => (past.has(name) ? past.get(name)?.fields.get('n') : current(name));
          expect(content(then)).toBe(expected);
        }
      }),
    );
  });
});

describe('collections', () => {
  it('exist exactly while they hold documents or lead to some', () => {
    const segment = fc.constantFrom('x', 'y');
    const path = fc
      .oneof(
        fc.tuple(segment, segment),
        fc.tuple(segment, segment, segment, segment),
        fc.array(segment, { minLength: 6, maxLength: 6 }),
      )
      .map(segments => segments.join('/'));
    fc.assert(
      fc.property(fc.array(fc.tuple(path, fc.boolean())), steps => {
        const { store, database } = fresh();
        const model = new Set<string>();
        for (const [name, present] of steps) {
          store.commit(database, [present ? setWrite(name, { n: 1n }) : deleteWrite(name)]);
          if (present) model.add(name);
          else model.delete(name);
        }
        for (const parent of ['', 'x/x', 'x/y', 'y/x/x/y']) {
          const prefix = parent === '' ? '' : `${parent}/`;
          const ids = [...model]
            .filter(name => name.startsWith(prefix))
            .map(name => name.slice(prefix.length).split('/')[0]);
          expect([...database.tree.idsBelow(parent)].sort()).toEqual([...new Set(ids)].sort());
        }
        expect([...database.all()].map(document => document.path).sort()).toEqual([...model].sort());
        expect(database.size).toBe(model.size);
      }),
    );
  });
});
