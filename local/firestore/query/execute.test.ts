import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallFields } from '../../test-support/firestore/arbitraries.ts';
import { manualClock } from '../../test-support/firestore/manual-clock.ts';
import { naiveQuery } from '../../test-support/firestore/naive-query.ts';
import { query, TEST_DATABASE } from '../../test-support/firestore/query-arbitraries.ts';
import { deleteWrite, setWrite } from '../../test-support/firestore/writes.ts';
import { memoryOnly } from '../storage/journal.ts';
import { Store } from '../storage/store.ts';
import { QueryEngine } from './execute.ts';
import { IndexRegistry } from './index-registry.ts';

const path = fc
  .tuple(fc.constantFrom('c', 'c', 'c', 'x/y/c', 'other'), fc.integer({ min: 0, max: 20 }))
  .map(([collection, n]) => `${collection}/d${n}`);

function fresh(useIndexesFrom: number) {
  const store = new Store(memoryOnly, manualClock().now);
  const database = store.database(TEST_DATABASE);
  return { store, database, queries: new QueryEngine(database, new IndexRegistry(database), useIndexesFrom) };
}

const paths = (documents: readonly { path: string }[]): string[] => documents.map(document => document.path);

describe.each([
  ['through indexes', 0],
  ['by sorting', Number.POSITIVE_INFINITY],
])('queries answered %s', (_, useIndexesFrom) => {
  it('agree with the reference evaluator, before and after further writes', () => {
    const write = fc.tuple(path, fc.option(smallFields, { freq: 6 }));
    fc.assert(
      fc.property(
        fc.array(write, { maxLength: 25 }),
        fc.array(query, { minLength: 1, maxLength: 4 }),
        fc.array(write, { maxLength: 8 }),
        (initial, queries, later) => {
          const { store, database, queries: engine } = fresh(useIndexesFrom);
          const apply = (batch: typeof initial): void => {
            for (const [name, fields] of batch) {
              store.commit(database, [fields === null ? deleteWrite(name) : setWrite(name, fields)]);
            }
          };
          const check = (): void => {
            for (const each of queries) {
              expect(paths(engine.run(each).documents)).toEqual(paths(naiveQuery(each, database.all())));
            }
          };
          apply(initial);
          check();
          apply(later);
          check();
        },
      ),
      { numRuns: 400 },
    );
  });

  it('agree with it about the past, too', () => {
    const write = fc.tuple(path, fc.option(smallFields, { freq: 6 }));
    fc.assert(
      fc.property(
        fc.array(write, { maxLength: 20 }),
        query,
        fc.array(write, { maxLength: 10 }),
        (initial, each, later) => {
          const { store, database, queries: engine } = fresh(useIndexesFrom);
          const apply = (batch: typeof initial): void => {
            for (const [name, fields] of batch) {
              store.commit(database, [fields === null ? deleteWrite(name) : setWrite(name, fields)]);
            }
          };
          apply(initial);
          const time = store.clock.readTime();
          const then = paths(naiveQuery(each, [...database.all()]));
          apply(later);
          expect(paths(engine.runAt(each, time).documents)).toEqual(then);
        },
      ),
      { numRuns: 150 },
    );
  });
});
