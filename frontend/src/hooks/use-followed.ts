import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import type { FollowedCollection } from '@/followed/followed-collection.ts';
import type { FollowedDocument } from '@/followed/followed-document.ts';
import type { CollectionStore } from '@/stores/collection-store.ts';
import type { DocumentState, DocumentStore } from '@/stores/document-store.ts';

/** Follows one of the user's documents while the component is mounted. */
export function useFollowedDocument<T>(live: FollowedDocument<T>): DocumentState<T> {
  return useStore(useFollowedDocumentStore(live));
}

/** The same, only while it is wanted: a listener is paid for by what it brings, its first answer included. */
export function useFollowedDocumentIf<T>(wanted: boolean, live: FollowedDocument<T>): DocumentState<T> {
  const entry = useSession().document(live);
  useEffect(() => (wanted ? entry.acquire() : undefined), [entry, wanted]);
  return useStore(entry.store);
}

/** The same, as a store to select from. */
function useFollowedDocumentStore<T>(live: FollowedDocument<T>): DocumentStore<T> {
  const entry = useSession().document(live);
  useEffect(() => entry.acquire(), [entry]);
  return entry.store;
}

/** Follows one of the user's queries while the component is mounted; select ids and rows from the store. */
export function useFollowedCollectionStore<T>(live: FollowedCollection<T>): CollectionStore<T> {
  const entry = useSession().collection(live);
  useEffect(() => entry.acquire(), [entry]);
  return entry.store;
}

/** The ids of a query, in its order: does not change when only a row does. */
export const useRowIds = <T>(store: CollectionStore<T>): readonly string[] =>
  useStore(store, state => state.ids);

/** One row: changes only when that row does. */
export const useRow = <T>(store: CollectionStore<T>, id: string): T | undefined =>
  useStore(store, state => state.byId.get(id));
