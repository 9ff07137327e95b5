import {
  type Firestore,
  onSnapshot,
  type Query,
  type QueryDocumentSnapshot,
  Timestamp,
} from 'firebase/firestore';
import type { DocumentReader } from '@/lib/documents/document-problem.ts';
import { type CollectionStore, failCollection, putCollection } from '@/stores/collection-store.ts';
import { keepListening, type Listening, listenerError } from './keep-listening.ts';

/** A query over the signed-in user's documents that can be followed. */
export interface FollowedCollection<T> {
  /** Tells it from every other within a session. */
  readonly key: string;
  query(db: Firestore, uid: string): Query;
  readonly read: DocumentReader<T>;
  /** The timestamp by which the rows are put in order where the query has none. */
  readonly newestFirst?: string;
}

/** Follows the query into the store until stopped; nothing is written to the store after that, as with a document. */
export function followCollection<T>(
  db: Firestore,
  uid: string,
  live: FollowedCollection<T>,
  store: CollectionStore<T>,
): Listening {
  const query = live.query(db, uid);
  return keepListening(
    fail =>
      onSnapshot(
        query,
        { includeMetadataChanges: true },
        snapshot => {
          const first = store.getState().status !== 'ready';
          // What memory has of a query is a part of it, until the server has answered once.
          if (first && snapshot.metadata.fromCache) return;
          const documents = first ? snapshot.docs : snapshot.docChanges().map(change => change.doc);
          if (!first && documents.length === 0) return;
          putCollection(store, live.read, {
            ids: idsOf(snapshot.docs, live.newestFirst),
            changed: new Map(
              documents.map(document => [document.id, document.data({ serverTimestamps: 'estimate' })]),
            ),
          });
        },
        fail,
      ),
    error => failCollection(store, listenerError(error)),
  );
}

function idsOf(documents: readonly QueryDocumentSnapshot[], newestFirst: string | undefined): string[] {
  if (newestFirst === undefined) return documents.map(document => document.id);
  return documents
    .map(document => ({
      id: document.id,
      at: millisOf(document.get(newestFirst, { serverTimestamps: 'estimate' })),
    }))
    .sort((a, b) => b.at - a.at)
    .map(({ id }) => id);
}

/** A document without the timestamp goes last. */
const millisOf = (value: unknown): number => (value instanceof Timestamp ? value.toMillis() : 0);
