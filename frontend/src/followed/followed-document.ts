import type { DocumentPath } from '@agenttrader/domain/paths';
import { doc, type Firestore, onSnapshot } from 'firebase/firestore';
import type { DocumentReader } from '@/lib/documents/document-problem.ts';
import { type DocumentStore, failDocument, putDocument, putPending } from '@/stores/document-store.ts';
import { keepListening, type Listening, listenerError } from './keep-listening.ts';

/** A document of the signed-in user's that can be followed. */
export interface FollowedDocument<T> {
  /** Tells it from every other within a session. */
  readonly key: string;
  path(uid: string): DocumentPath;
  readonly read: DocumentReader<T>;
  /**
   * Whether a change by this page shows only once the server has confirmed it. Others show at once, as Firestore's own
   * listeners do, and turn back if they are refused.
   */
  readonly waitsForServer?: true;
}

/**
 * Follows the document into the store until stopped. Nothing is written to the store after that: Firestore calls a
 * listener that was detached no more, not even with what was under way.
 *
 * @param onSource told whether what was brought came from the server, or from memory while there is no connection
 */
export function followDocument<T>(
  db: Firestore,
  uid: string,
  live: FollowedDocument<T>,
  store: DocumentStore<T>,
  onSource?: (fromServer: boolean) => void,
): Listening {
  const reference = doc(db, live.path(uid));
  return keepListening(
    fail =>
      onSnapshot(
        reference,
        { includeMetadataChanges: true },
        document => {
          const fromServer = !document.metadata.fromCache;
          onSource?.(fromServer);
          // Without a connection, memory answers "missing" about whatever it has not seen.
          if (!fromServer && !document.exists()) return;
          const fields = document.data({ serverTimestamps: 'estimate' });
          const put = live.waitsForServer && document.metadata.hasPendingWrites ? putPending : putDocument;
          put(store, live.read, document.id, fields);
        },
        fail,
      ),
    error => failDocument(store, listenerError(error)),
  );
}
