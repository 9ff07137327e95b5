import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smallFields } from '../../../test-support/firestore/arbitraries.ts';
import { manualClock } from '../../../test-support/firestore/manual-clock.ts';
import { naiveQuery } from '../../../test-support/firestore/naive-query.ts';
import { query, TEST_DATABASE } from '../../../test-support/firestore/query-arbitraries.ts';
import { deleteWrite, setWrite } from '../../../test-support/firestore/writes.ts';
import type { Change, StoredDocument } from '../../storage/document.ts';
import { memoryOnly } from '../../storage/journal.ts';
import { Store } from '../../storage/store.ts';
import { QueryEngine } from '../execute.ts';
import { IndexRegistry } from '../index-registry.ts';
import type { Query } from '../query.ts';
import { QueryView } from './query-view.ts';
import type { View, ViewChange } from './view.ts';
import { WatchRegistry } from './watch-registry.ts';
import { WindowView } from './window-view.ts';

const path = fc
  .tuple(fc.constantFrom('c', 'c', 'c', 'x/y/c', 'other'), fc.integer({ min: 0, max: 12 }))
  .map(([collection, n]) => `${collection}/d${n}`);
const batch = fc.array(fc.tuple(path, fc.option(smallFields, { freq: 4 })), { minLength: 1, maxLength: 5 });

type Batch = typeof batch extends fc.Arbitrary<infer T> ? T : never;

function fresh() {
  const store = new Store(memoryOnly, manualClock().now);
  const database = store.database(TEST_DATABASE);
  const queries = new QueryEngine(database, new IndexRegistry(database), 0);
  const apply = (writes: Batch): void => {
    store.commit(
      database,
      writes.map(([name, fields]) => (fields === null ? deleteWrite(name) : setWrite(name, fields))),
    );
  };
  return { store, database, queries, apply };
}

function viewOf(queries: QueryEngine, each: Query): View {
  return each.limit === undefined && each.offset === 0
    ? new QueryView(queries, each)
    : new WindowView(queries, each);
}

/** What a client holds that applies the changes it is sent. */
class Client {
  readonly held = new Map<string, StoredDocument>();

  apply(changes: readonly ViewChange[]): void {
    for (const change of changes) {
      if (change.kind === 'in') this.held.set(change.path, change.document);
      else this.held.delete(change.path);
    }
  }

  get versions(): string[] {
    return [...this.held.values()].map(({ path: name, updateTime }) => `${name}@${updateTime}`).sort();
  }
}

const versionsOf = (documents: readonly StoredDocument[]): string[] =>
  documents.map(({ path: name, updateTime }) => `${name}@${updateTime}`).sort();

describe('a listener', () => {
  it('holds, after any sequence of commits, what a fresh query answers', () => {
    fc.assert(
      fc.property(
        batch,
        fc.array(query, { minLength: 1, maxLength: 3 }),
        fc.array(batch),
        (initial, all, commits) => {
          const { database, queries, apply } = fresh();
          apply(initial);
          const registry = new WatchRegistry<Client>(database);
          const followed = all.map(each => {
            const client = new Client();
            const view = viewOf(queries, each);
            client.apply(view.open());
            const onCommit = (_: number, touched: ReadonlyMap<Client, readonly Change[]>): void => {
              client.apply(view.update(touched.get(client) ?? []));
            };
            registry.add({ onCommit }, client, { scope: each.scope });
            return { each, client, view };
          });
          for (const writes of commits) {
            apply(writes);
            for (const { each, client, view } of followed) {
              const expected = versionsOf(naiveQuery(each, database.all()));
              expect(client.versions).toEqual(expected);
              expect(view.count()).toBe(expected.length);
            }
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  it('that resumes from an earlier time ends where one that never left is', () => {
    fc.assert(
      fc.property(batch, query, fc.array(batch), fc.array(batch), (initial, each, before, after) => {
        const { store, database, queries, apply } = fresh();
        apply(initial);
        const client = new Client();
        for (const writes of before) apply(writes);
        client.apply(viewOf(queries, each).open());
        const left = store.clock.readTime();
        for (const writes of after) apply(writes);
        client.apply(viewOf(queries, each).resume(left));
        expect(client.versions).toEqual(versionsOf(naiveQuery(each, database.all())));
      }),
      { numRuns: 200 },
    );
  });

  it('is not told of commits that concern other collections', () => {
    const { database, apply } = fresh();
    const registry = new WatchRegistry<string>(database);
    const seen: string[] = [];
    const onCommit = (_: number, touched: ReadonlyMap<string, readonly Change[]>): void => {
      for (const [target, changes] of touched) seen.push(`${target}: ${changes.map(change => change.path)}`);
    };
    const scope = { parent: '', collectionId: 'c', allDescendants: false };
    registry.add({ onCommit }, 'collection', { scope });
    registry.add({ onCommit }, 'group below x/y', {
      scope: { ...scope, parent: 'x/y', allDescendants: true },
    });
    const stop = registry.add({ onCommit }, 'document', { paths: ['c/d1', 'other/d1'] });
    const fields = fc.sample(smallFields, 1)[0] ?? null;
    apply([
      ['c/d1', fields],
      ['other/d2', fields],
    ]);
    apply([['x/y/c/d1', fields]]);
    apply([['z/y/c/d1', fields]]);
    stop();
    apply([['other/d1', fields]]);
    expect(seen).toEqual(['document: c/d1', 'collection: c/d1', 'group below x/y: x/y/c/d1']);
  });
});
