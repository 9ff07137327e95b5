import type { ExportedDocument } from '@agenttrader/domain/callables/export-account';
import * as paths from '@agenttrader/domain/paths';
import {
  type CollectionReference,
  type DocumentData,
  type DocumentReference,
  FieldPath,
  type Firestore,
} from 'firebase-admin/firestore';
import pMap from 'p-map';
import type { AccountExporter } from '../../accounts/ports.ts';
import { byBytes } from '../firestore/document-order.ts';
import { readPages } from '../firestore/pages.ts';
import { addAuditEntry } from '../tenants/audit.ts';
import { isOnboarded, requireLivingTenant } from '../tenants/living-tenant.ts';
import { exportedFields } from './exported-values.ts';

/** How many documents one request brings. */
const PAGE_SIZE = 100;

/**
 * Walks `users/{uid}` and everything below it, collections as Firestore lists them, so that none is forgotten, then the
 * public profile. The order is that of Firestore: a document, then what lies below it, ids by their bytes.
 */
export function accountExporter(db: Firestore): AccountExporter {
  return {
    isOnboarded: uid => isOnboarded(db, uid),

    isPlaceOf(uid, path) {
      const segments = path.split('/');
      if (segments.length % 2 !== 0 || !segments.every(isSegment)) return false;
      const tenant = paths.tenantDocument(uid);
      return path === paths.traderProfile(uid) || path === tenant || path.startsWith(`${tenant}/`);
    },

    async *documents(uid, after) {
      const tenant = db.doc(paths.tenantDocument(uid));
      const profile = db.doc(paths.traderProfile(uid));
      if (after === profile.path) return;
      const below = after?.split('/').slice(2);
      const withheld = new Set<string>([paths.idempotencyKeys(uid), paths.closedSecrets(uid)]);
      if (below === undefined) yield* existing(db, [tenant]);
      yield* descendants(db, tenant, below ?? [], withheld);
      yield* existing(db, [profile]);
    },

    async audit(uid, at) {
      await db.runTransaction(async transaction => {
        await requireLivingTenant(db, transaction, uid);
        addAuditEntry(db, transaction, uid, { event: 'account_exported', actor: 'user', at, detail: {} });
      });
    },
  };
}

/**
 * What lies below a document, after the place that `after` names: collection id, document id, and so on downwards. An
 * empty `after` is the place before all of it.
 */
async function* descendants(
  db: Firestore,
  parent: DocumentReference,
  after: readonly string[],
  withheld: ReadonlySet<string>,
): AsyncGenerator<ExportedDocument> {
  const [collectionId, documentId, ...deeper] = after;
  const collections = (await parent.listCollections()).sort((a, b) => byBytes(a.id, b.id));
  for (const collection of collections) {
    if (withheld.has(collection.path)) continue;
    const order = collectionId === undefined ? 1 : byBytes(collection.id, collectionId);
    if (order < 0) continue;
    if (order > 0 || documentId === undefined) {
      yield* readDocuments(db, collection, undefined, withheld);
      continue;
    }
    yield* descendants(db, collection.doc(documentId), deeper, withheld);
    yield* readDocuments(db, collection, documentId, withheld);
  }
}

/**
 * Collections of the product, which may be large and hold no documents that exist only as parents of others. They are read
 * page by page: listing all of them again for every part would cost the more, the longer an account is used.
 */
const PAGED: ReadonlySet<string> = new Set([
  'shadowTradeHistory',
  'signals',
  'opportunities',
  'equityCurve',
  'priceMarks',
  'tradeJournal',
  'alerts',
  'copySignals',
  'usage',
  'audit',
]);

/** Some places of a collection, with the documents that are there. */
interface Page {
  readonly places: readonly DocumentReference[];
  readonly found: ReadonlyMap<string, ExportedDocument>;
}

async function* readPlaces(
  db: Firestore,
  collection: CollectionReference,
  afterId: string | undefined,
): AsyncGenerator<Page> {
  if (PAGED.has(collection.id)) {
    const all = collection.orderBy(FieldPath.documentId());
    for await (const docs of readPages(all, { size: PAGE_SIZE, after: afterId })) {
      const found = docs.map(document => exportedOf(document.ref, document.data()));
      yield { places: docs.map(({ ref }) => ref), found: byPath(found) };
    }
    return;
  }
  const listed = await collection.listDocuments();
  const documents = listed
    .filter(({ id }) => afterId === undefined || byBytes(id, afterId) > 0)
    .sort((a, b) => byBytes(a.id, b.id));
  for (let start = 0; start < documents.length; start += PAGE_SIZE) {
    const places = documents.slice(start, start + PAGE_SIZE);
    const found: ExportedDocument[] = [];
    for await (const document of existing(db, places)) found.push(document);
    yield { places, found: byPath(found) };
  }
}

const byPath = (documents: readonly ExportedDocument[]): Map<string, ExportedDocument> =>
  new Map(documents.map(document => [document.path, document]));

async function* readDocuments(
  db: Firestore,
  collection: CollectionReference,
  afterId: string | undefined,
  withheld: ReadonlySet<string>,
): AsyncGenerator<ExportedDocument> {
  for await (const { places, found } of readPlaces(db, collection, afterId)) {
    const parents = await pMap(places, isParent, { concurrency: PAGE_SIZE });
    for (const [index, reference] of places.entries()) {
      const document = found.get(reference.path);
      if (document) yield document;
      if (parents[index]) yield* descendants(db, reference, [], withheld);
    }
  }
}

const isParent = async (document: DocumentReference): Promise<boolean> =>
  (await document.listCollections()).length > 0;

async function* existing(db: Firestore, references: DocumentReference[]): AsyncGenerator<ExportedDocument> {
  for (const document of await db.getAll(...references)) {
    const fields = document.data();
    if (fields) yield exportedOf(document.ref, fields);
  }
}

const exportedOf = ({ path }: DocumentReference, fields: DocumentData): ExportedDocument => ({
  path,
  fields: exportedFields(fields),
});

/** Whether it can be a part of a path: the caller could have made it up. */
const isSegment = (text: string): boolean =>
  text !== '' && text.isWellFormed() && Buffer.byteLength(text) <= 1_500 && !/^(\.\.?|__.*__)$/s.test(text);
