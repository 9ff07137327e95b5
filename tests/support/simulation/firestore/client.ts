import type { Firestore } from 'firebase-admin/firestore';
import { SimulatedBulkWriter } from './bulk-writer.ts';
import { type Connection, read } from './connection.ts';
import { SimulatedQuery } from './query.ts';
import { SimulatedCollectionReference, SimulatedDocumentReference } from './references.ts';
import { type FieldMask, SimulatedDocumentSnapshot } from './snapshots.ts';
import { runTransaction } from './transaction.ts';
import { SimulatedBatch } from './writes.ts';

type ReadOptions = { readonly fieldMask?: FieldMask };

/**
 * The part of the admin SDK's Firestore that the product uses, over documents in memory. It is the client of one
 * instance: every request goes through that instance's connection.
 */
export function simulatedFirestore(connection: Connection): Firestore {
  const reference = (path: string) => new SimulatedDocumentReference(connection, path);
  const client = {
    doc: reference,
    collection: (path: string) => new SimulatedCollectionReference(connection, path),
    collectionGroup: (id: string) =>
      new SimulatedQuery(connection, { from: id, allOfThatId: true, reference }),
    getAll: (...asked: (SimulatedDocumentReference | ReadOptions)[]) => getAll(connection, asked),
    runTransaction: (...[work, options]: TransactionArguments) => runTransaction(connection, work, options),
    batch: () => new SimulatedBatch(connection),
    bulkWriter: () => new SimulatedBulkWriter(connection),
  };
  return client as unknown as Firestore;
}

type TransactionArguments = [
  Parameters<typeof runTransaction>[1],
  Parameters<typeof runTransaction>[2] | undefined,
];

function getAll(
  connection: Connection,
  asked: readonly (SimulatedDocumentReference | ReadOptions)[],
): Promise<SimulatedDocumentSnapshot[]> {
  const references = asked.filter(one => one instanceof SimulatedDocumentReference);
  const options = asked.find((one): one is ReadOptions => !(one instanceof SimulatedDocumentReference));
  return read(connection, {
    method: 'read',
    about: references.map(({ path }) => path).join(', '),
    serve: (store, now) =>
      references.map(
        reference =>
          new SimulatedDocumentSnapshot(reference, store.get(reference.path), now, options?.fieldMask),
      ),
  });
}
