import * as paths from '@agenttrader/domain/paths';
import { type DocumentSnapshot, FieldPath, type Firestore } from 'firebase-admin/firestore';
import type { LegacyDocument, LegacyReader } from '../../migration/ports.ts';
import { readPages } from '../firestore/pages.ts';
import { withDates } from '../firestore/plain-values.ts';

/** How many documents one page brings; each page is written in one transaction. */
const PAGE_SIZE = 200;

/** Reads the places of earlier systems. It writes nothing there. */
export function legacyReader(db: Firestore): LegacyReader {
  return {
    async snapshots(uid) {
      const documents = await db.getAll(
        db.doc(paths.legacyTenantSnapshot(uid)),
        db.doc(paths.legacyPrimaryAccount(uid)),
        db.doc(paths.legacySnapshot()),
      );
      return documents.filter(document => document.exists).map(toLegacy);
    },
    signals: uid =>
      readCollections(db, [
        paths.legacyTenantSignals(uid),
        paths.legacyTenantSignalsCamelCase(uid),
        paths.legacySignals(),
      ]),
    trades: () => readCollections(db, [paths.legacyShadowTrades()]),
  };
}

async function* readCollections(
  db: Firestore,
  collections: readonly paths.CollectionPath[],
): AsyncGenerator<readonly LegacyDocument[]> {
  for (const collection of collections) {
    const inOrder = db.collection(collection).orderBy(FieldPath.documentId());
    for await (const docs of readPages(inOrder, { size: PAGE_SIZE })) yield docs.map(toLegacy);
  }
}

const toLegacy = (document: DocumentSnapshot): LegacyDocument => ({
  path: document.ref.path,
  id: document.id,
  fields: withDates(document.data() ?? {}),
  global: !/^(users|tenants)\//.test(document.ref.path),
  writtenAt: document.updateTime?.toDate() ?? new Date(0),
});
