import type { Firestore } from 'firebase/firestore';
import { type FollowedCollection, followCollection } from '@/followed/followed-collection.ts';
import { type FollowedDocument, followDocument } from '@/followed/followed-document.ts';
import { newestClosedTrades, newestSignals, openTrades } from '@/followed/tenant-collections.ts';
import {
  brokerConfigDocument,
  preferencesDocument,
  profileDocument,
  snapshotDocument,
  tradingStatusDocument,
} from '@/followed/tenant-documents.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { type CollectionStore, createCollectionStore, emptyCollection } from '@/stores/collection-store.ts';
import { createDocumentStore, type DocumentStore, emptyDocument } from '@/stores/document-store.ts';
import { createNetworkStore, type NetworkStore } from '@/stores/network-store.ts';
import { markedTrades } from './marked-trades.ts';
import { SharedEntries, type SharedEntry } from './shared-entries.ts';

/**
 * Everything that the dashboard holds of one signed-in user. A session is made for a uid and thrown away with it:
 * no store ever holds figures of two people.
 */
export interface TenantSession {
  readonly uid: string;
  readonly network: NetworkStore;
  /** One of the user's documents, followed while somebody holds it. */
  document<T>(live: FollowedDocument<T>): SharedEntry<DocumentStore<T>>;
  /** One of the user's queries, followed while somebody holds it. */
  collection<T>(live: FollowedCollection<T>): SharedEntry<CollectionStore<T>>;
  /** The open trades as of the last sync: their documents are brought up to date less often. */
  readonly openTrades: CollectionStore<ShadowTrade>;
  /** Stops every listener and empties every store; whatever still arrives is dropped. */
  stop(): void;
}

/** Followed from sign-in to sign-out: what the shell and the overview show. */
const ALWAYS = {
  documents: [profileDocument, snapshotDocument, brokerConfigDocument, preferencesDocument],
  collections: [openTrades, newestClosedTrades, newestSignals],
};

/** Starts listening to the documents of `uid`, and to nobody else's. */
export function openTenantSession(db: Firestore, uid: string, online: boolean): TenantSession {
  const entries = new SharedEntries();
  const network = createNetworkStore(online);

  const document = <T>(live: FollowedDocument<T>) =>
    entries.entry(
      `document ${live.key}`,
      () => createDocumentStore<T>(),
      store =>
        followDocument(db, uid, live, store, fromServer => {
          if (live.key === tradingStatusDocument.key) network.setState({ fromServer });
        }),
      emptyDocument,
    );
  const collection = <T>(live: FollowedCollection<T>) =>
    entries.entry(
      `collection ${live.key}`,
      () => createCollectionStore<T>(),
      store => followCollection(db, uid, live, store),
      emptyCollection,
    );

  document(tradingStatusDocument).acquire();
  for (const live of ALWAYS.documents) document<unknown>(live).acquire();
  for (const live of ALWAYS.collections) collection<unknown>(live).acquire();

  return {
    uid,
    network,
    document,
    collection,
    openTrades: markedTrades(collection(openTrades).store, document(snapshotDocument).store),
    stop: () => entries.close(),
  };
}
