import { type CollectionReference, Firestore, Timestamp } from '@google-cloud/firestore';

/** A client with administrator's rights on a local Firestore. */
export function adminFirestore(address: string, projectId: string): Firestore {
  process.env.FIRESTORE_EMULATOR_HOST = address;
  return new Firestore({ projectId });
}

export interface DumpedDocument {
  readonly data: Record<string, unknown>;
  readonly updateTime: string;
}

/** Every document of the database by its path, with timestamps as ISO strings. */
export async function dump(db: Firestore): Promise<Record<string, DumpedDocument>> {
  const documents: Record<string, DumpedDocument> = {};
  const walk = async (collection: CollectionReference): Promise<void> => {
    for (const reference of await collection.listDocuments()) {
      const document = await reference.get();
      const data = document.data();
      if (data) {
        documents[reference.path] = {
          data: readable(data) as Record<string, unknown>,
          updateTime: String(document.updateTime?.valueOf()),
        };
      }
      for (const child of await reference.listCollections()) await walk(child);
    }
  };
  for (const collection of await db.listCollections()) await walk(collection);
  return documents;
}

function readable(value: unknown): unknown {
  if (value instanceof Timestamp) return value.toDate().toISOString();
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, readable(child)]));
  }
  return value;
}
