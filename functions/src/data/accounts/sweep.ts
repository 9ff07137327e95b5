import { deletedAccount } from '@agenttrader/domain/documents/operations';
import {
  type CollectionReference,
  type DocumentReference,
  FieldValue,
  type Firestore,
} from 'firebase-admin/firestore';
import pMap from 'p-map';

/** Deletes in one batch, beside the count of them. */
const BATCH = 400;
/** Documents whose subcollections are asked for at the same time. */
const CONCURRENCY = 20;

/** Deletes those of the documents that exist. */
export type RemoveDocuments = (documents: readonly DocumentReference[]) => Promise<void>;

/** Deletes documents in batches, each of which adds its number to the field `documents` of `counter`. */
export function countedDeletes(db: Firestore, counter: DocumentReference): RemoveDocuments {
  return async documents => {
    for (let start = 0; start < documents.length; start += BATCH) {
      const found = await db.getAll(...documents.slice(start, start + BATCH), { fieldMask: [] });
      const existing = found.filter(document => document.exists);
      if (existing.length === 0) continue;
      const batch = db.batch();
      for (const { ref } of existing) batch.delete(ref);
      batch.update(counter, { [deletedAccount.names.documents]: FieldValue.increment(existing.length) });
      await batch.commit();
    }
  };
}

/**
 * Removes everything below a document, whatever its collections are called, the deepest first. Documents that exist
 * only as the parents of others are walked through as well. Answers how many places it came across.
 */
export async function sweepChildren(
  db: Firestore,
  parent: DocumentReference,
  remove: RemoveDocuments,
): Promise<number> {
  let places = 0;
  for (const collection of await parent.listCollections()) {
    places += await sweepCollection(db, collection, remove);
  }
  return places;
}

async function sweepCollection(
  db: Firestore,
  collection: CollectionReference,
  remove: RemoveDocuments,
): Promise<number> {
  const documents = await collection.listDocuments();
  const below = await pMap(documents, document => sweepChildren(db, document, remove), {
    concurrency: CONCURRENCY,
  });
  await remove(documents);
  return below.reduce((sum, places) => sum + places, documents.length);
}
