import * as paths from '@agenttrader/domain/paths';
import { type DocumentSnapshot, FieldPath, type Firestore } from 'firebase-admin/firestore';
import { belongsTo, OWNER_FIELDS } from '../../migration/ownership.ts';
import { readPages } from '../firestore/pages.ts';
import { type RemoveDocuments, sweepChildren } from './sweep.ts';

const PAGE_SIZE = 300;

/**
 * Removes what earlier systems kept under the tenant's name: `tenants/{uid}`, and the global documents that name this
 * tenant as their owner and nobody else. A document that names nobody stays: nobody can tell whose it is.
 */
export async function removeLegacyDocuments(
  db: Firestore,
  uid: string,
  remove: RemoveDocuments,
): Promise<void> {
  const tenant = db.doc(paths.legacyPrimaryAccount(uid)).parent.parent;
  if (tenant) {
    await sweepChildren(db, tenant, remove);
    await remove([tenant]);
  }
  const snapshot = await db.doc(paths.legacySnapshot()).get();
  if (isNamed(uid, snapshot)) await remove([snapshot.ref]);
  for (const collection of [paths.legacySignals(), paths.legacyShadowTrades()]) {
    for (const field of OWNER_FIELDS) {
      for await (const page of readNamed(db, collection, field, uid)) {
        await remove(page.filter(document => isNamed(uid, document)).map(document => document.ref));
      }
    }
  }
}

const isNamed = (uid: string, document: DocumentSnapshot): boolean => {
  const data = document.data() ?? {};
  return belongsTo(uid, data) && OWNER_FIELDS.some(field => data[field] === uid);
};

function readNamed(db: Firestore, collection: paths.CollectionPath, field: string, uid: string) {
  const query = db.collection(collection).where(field, '==', uid).orderBy(FieldPath.documentId());
  return readPages(query, { size: PAGE_SIZE });
}
