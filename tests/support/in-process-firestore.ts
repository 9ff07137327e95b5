import { deleteApp, initializeApp } from 'firebase-admin/app';
import { type DocumentData, type Firestore, getFirestore } from 'firebase-admin/firestore';
import { openTestFirestore } from './test-firestore.ts';

export interface InProcessFirestore {
  readonly db: Firestore;
  clear(): Promise<void>;
  /** Writes documents, by their paths, whatever stands there. */
  put(documents: Readonly<Record<string, object>>): Promise<void>;
  /** The fields of a document; undefined where there is none. */
  read(path: string): Promise<DocumentData | undefined>;
  close(): Promise<void>;
}

/**
 * The admin SDK over gRPC to a local Firestore, in this process unless the tests were given one: the real client, without
 * the rest of the stack.
 */
export async function inProcessFirestore(projectId = 'demo-data'): Promise<InProcessFirestore> {
  const server = await openTestFirestore(projectId);
  process.env.FIRESTORE_EMULATOR_HOST = `${server.host}:${server.port}`;
  const app = initializeApp({ projectId: server.project }, `data-${server.project}-${server.port}`);
  const db = getFirestore(app);
  return {
    db,
    async clear() {
      for (const collection of await db.listCollections()) await db.recursiveDelete(collection);
    },
    async put(documents) {
      const writer = db.bulkWriter();
      for (const [path, fields] of Object.entries(documents)) void writer.set(db.doc(path), fields);
      await writer.close();
    },
    read: async path => (await db.doc(path).get()).data(),
    async close() {
      await deleteApp(app);
      await server.close();
    },
  };
}
