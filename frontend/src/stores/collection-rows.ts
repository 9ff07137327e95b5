import type { CollectionState } from './collection-store.ts';

/** The rows in the order of the query. */
export const rowsOf = <T>({ ids, byId }: CollectionState<T>): T[] =>
  ids.flatMap(id => {
    const row = byId.get(id);
    return row === undefined ? [] : [row];
  });
