import { isDeepStrictEqual } from 'node:util';
import { MIGRATED_FROM } from '@agenttrader/domain/documents/marks';
import { legacyDocumentsOwner } from '@agenttrader/domain/documents/operations';
import * as paths from '@agenttrader/domain/paths';
import type { DocumentReference, DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import type { ConvertedDocument, MigratedKind, MigrationStore, Settlement } from '../../migration/ports.ts';
import { withDates, withTimestamps } from '../firestore/plain-values.ts';
import { readTallies, type TradeChange, writeTallies } from '../shadow-trades/trade-tallies.ts';
import { addAuditEntry } from '../tenants/audit.ts';
import { isOnboarded, requireLivingTenant } from '../tenants/living-tenant.ts';

const namedOwner = legacyDocumentsOwner.part({ tenant: legacyDocumentsOwner.fields.tenant });

/** The canonical documents of the tenant whom legacy data is copied to. */
export function migrationStore(db: Firestore): MigrationStore {
  const target = (uid: string, kind: MigratedKind, id: string): paths.DocumentPath => {
    if (kind === 'snapshot') return paths.snapshot(uid);
    return kind === 'signals' ? paths.signal(uid, id) : paths.shadowTrade(uid, id);
  };

  return {
    isOnboarded: uid => isOnboarded(db, uid),

    targetOf: target,

    async settle(uid, kind, documents, { dryRun, at }) {
      const references = documents.map(({ id }) => db.doc(target(uid, kind, id)));
      if (dryRun) return settlements(documents, await getAll(db, references));
      return db.runTransaction(async transaction => {
        await requireLivingTenant(db, transaction, uid);
        const results = settlements(documents, await transaction.getAll(...references));
        const changes = documents
          .filter(({ fields }, index) => results[index] === 'copied' && fields.status === 'CLOSED')
          .map(({ id, fields }): TradeChange => ({ tradeId: id, before: undefined, after: fields }));
        const tallies = changes.length > 0 && (await readTallies(db, transaction, uid, changes));
        documents.forEach(({ source, fields }, index) => {
          const reference = references[index];
          if (reference === undefined || results[index] !== 'copied') return;
          // A sync replaces a snapshot's fields and would leave the mark standing beside figures of its own.
          const origin = kind === 'snapshot' ? {} : { [MIGRATED_FROM]: source };
          transaction.create(reference, { ...withTimestamps(fields), ...origin });
        });
        if (tallies) writeTallies(db, transaction, uid, tallies, changes, at);
        return results;
      });
    },

    async globalOwner() {
      return readOwner(await db.doc(paths.legacyDocumentsOwner()).get());
    },

    claimGlobal(uid, at) {
      const document = db.doc(paths.legacyDocumentsOwner());
      return db.runTransaction(async transaction => {
        const owner = readOwner(await transaction.get(document));
        if (owner !== undefined) return owner;
        await requireLivingTenant(db, transaction, uid);
        transaction.set(document, legacyDocumentsOwner.write({ tenant: uid, since: at }));
        return uid;
      });
    },

    async audit(uid, at, counts) {
      await db.runTransaction(async transaction => {
        await requireLivingTenant(db, transaction, uid);
        addAuditEntry(db, transaction, uid, {
          event: 'data_migrated',
          actor: 'operator',
          at,
          detail: counts,
        });
      });
    },
  };
}

/** A document that names no tenant stands for nobody: whoever is next gets it mended. */
function readOwner(document: DocumentSnapshot): string | undefined {
  return namedOwner.read(document.data()).value?.tenant;
}

const getAll = (db: Firestore, references: readonly DocumentReference[]): Promise<DocumentSnapshot[]> =>
  db.getAll(...references);

const settlements = (
  documents: readonly ConvertedDocument[],
  existing: readonly DocumentSnapshot[],
): Settlement[] => documents.map((document, index) => settlementOf(document, existing[index]?.data()));

function settlementOf(
  { fields }: ConvertedDocument,
  existing: Record<string, unknown> | undefined,
): Settlement {
  if (existing === undefined) return 'copied';
  if (typeof existing[MIGRATED_FROM] === 'string') return 'already_there';
  return isDeepStrictEqual(withDates(existing), { ...fields }) ? 'already_there' : 'occupied';
}
