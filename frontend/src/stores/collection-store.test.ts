import { storedDocument } from '@agenttrader/domain/documents/document';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readerOf } from '@/lib/documents/document-problem.ts';
import { createCollectionStore, emptyCollection, putCollection, rowsOf } from './collection-store.ts';

const read = readerOf(storedDocument({ n: z.number() }), ({ n }, id) => ({ id, n }));
const put = (store: ReturnType<typeof fresh>, ids: string[], changed: Record<string, unknown>) =>
  putCollection(store, read, { ids, changed: new Map(Object.entries(changed)) });
const fresh = () => createCollectionStore<{ id: string; n: number }>();

function filled() {
  const store = fresh();
  put(store, ['b', 'a'], { a: { n: 1 }, b: { n: 2 } });
  return store;
}

describe('a collection', () => {
  it('keeps the order of the query', () => {
    expect(rowsOf(filled().getState())).toEqual([
      { id: 'b', n: 2 },
      { id: 'a', n: 1 },
    ]);
  });

  it('leaves the rows that did not change, and the list of ids, as they are', () => {
    const store = filled();
    const before = store.getState();
    put(store, ['b', 'a'], { a: { n: 9 } });
    const after = store.getState();
    expect(after.byId.get('a')).toEqual({ id: 'a', n: 9 });
    expect(after.byId.get('b')).toBe(before.byId.get('b'));
    expect(after.ids).toBe(before.ids);
  });

  it('drops rows that left the query', () => {
    const store = filled();
    put(store, ['a'], { b: { n: 3 } });
    expect([...store.getState().byId.keys()]).toEqual(['a']);
    expect(store.getState().ids).toEqual(['a']);
  });

  it('names a document that cannot be read, and goes on with the others', () => {
    const store = filled();
    put(store, ['b', 'a', 'c'], { c: { n: 'three' } });
    expect(store.getState().ids).toEqual(['b', 'a']);
    expect(store.getState().unreadable).toMatchObject([{ id: 'c' }]);
    put(store, ['b', 'a', 'c'], { c: { n: 3 } });
    expect(store.getState().ids).toEqual(['b', 'a', 'c']);
    expect(store.getState().unreadable).toEqual([]);
  });

  it('forgets everything when emptied', () => {
    const store = filled();
    emptyCollection(store);
    expect(store.getState()).toMatchObject({ status: 'loading', ids: [] });
    expect(store.getState().byId.size).toBe(0);
  });
});
