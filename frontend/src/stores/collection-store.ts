import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DocumentProblem, DocumentReader } from '@/lib/documents/document-problem.ts';
import type { StoreError } from './document-store.ts';

/**
 * Rows by id beside the order of their ids, so that a component can subscribe to one row: a new mark replaces the
 * rows that changed and leaves `ids` as it is.
 */
export interface CollectionState<T> {
  readonly status: 'loading' | 'ready' | 'error';
  readonly byId: ReadonlyMap<string, T>;
  /** In the order of the query. */
  readonly ids: readonly string[];
  /** Documents that are there and cannot be read. */
  readonly unreadable: readonly DocumentProblem[];
  readonly error: StoreError | null;
}

export type CollectionStore<T> = StoreApi<CollectionState<T>>;

const empty = <T>(): CollectionState<T> => ({
  status: 'loading',
  byId: new Map(),
  ids: [],
  unreadable: [],
  error: null,
});

export const createCollectionStore = <T>(): CollectionStore<T> =>
  createStore<CollectionState<T>>(() => empty<T>());

/** What a query's listener brings: the ids in order, and the fields of the documents that changed. */
export interface CollectionUpdate {
  readonly ids: readonly string[];
  readonly changed: ReadonlyMap<string, unknown>;
}

/** Applies an update: rows that did not change keep their identity, and so does the list of ids. */
export function putCollection<T>(
  store: CollectionStore<T>,
  read: DocumentReader<T>,
  update: CollectionUpdate,
): void {
  const before = store.getState();
  const listed = new Set(update.ids);
  const byId = new Map([...before.byId].filter(([id]) => listed.has(id)));
  let unreadable = before.unreadable.filter(({ id }) => listed.has(id) && !update.changed.has(id));
  for (const [id, fields] of update.changed) {
    if (!listed.has(id)) continue;
    const result = read(id, fields);
    if (result.ok) {
      byId.set(id, result.value);
    } else {
      byId.delete(id);
      unreadable = [...unreadable, result.problem];
    }
  }
  const ids = update.ids.filter(id => byId.has(id));
  store.setState(
    {
      status: 'ready',
      byId,
      ids: sameOrder(ids, before.ids) ? before.ids : ids,
      unreadable: unreadable.length === 0 && before.unreadable.length === 0 ? before.unreadable : unreadable,
      error: null,
    },
    true,
  );
}

export function failCollection<T>(store: CollectionStore<T>, error: StoreError): void {
  store.setState({ status: 'error', error });
}

export const emptyCollection = <T>(store: CollectionStore<T>): void => store.setState(empty<T>(), true);

const sameOrder = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** The rows in the order of the query. */
export const rowsOf = <T>({ ids, byId }: CollectionState<T>): T[] =>
  ids.flatMap(id => {
    const row = byId.get(id);
    return row === undefined ? [] : [row];
  });
