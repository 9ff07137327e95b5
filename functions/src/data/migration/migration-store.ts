import { isDeepStrictEqual } from 'node:util';
import { MIGRATED_FROM } from '@agenttrader/domain/documents/marks';
import { legacyDocumentsOwner } from '@agenttrader/domain/documents/operations';
import { accountSnapshot } from '@agenttrader/domain/documents/snapshot';
import * as paths from '@agenttrader/domain/paths';
import type { DocumentReference, DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import type { ConvertedDocument, MigratedKind, MigrationStore, Settlement } from '../../migration/ports.ts';
import { withDates, withTimestamps } from '../firestore/plain-values.ts';
import { readTallies, writeTallies } from '../shadow-trades/trade-tallies.ts';
import { type TradeChange, writeManyOpenTrades } from '../snapshots/snapshot-changes.ts';
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
        const trades = kind === 'shadowTradeHistory' ? documents : [];
        const copied = trades
          .filter((_, index) => results[index] === 'copied')
          .map(({ id, fields }): TradeChange => ({ tradeId: id, before: undefined, after: fields }));
        const changes = copied.filter(({ after }) => after?.status === 'CLOSED');
        const snapshot = await transaction.get(db.doc(paths.snapshot(uid)));
        const tallies = changes.length > 0 && (await readTallies(db, transaction, uid, changes));
        documents.forEach(({ source, fields }, index) => {
          const reference = references[index];
          if (reference === undefined || results[index] !== 'copied') return;
          // A sync replaces a snapshot's fields and would leave the mark standing beside figures of its own.
          const origin = kind === 'snapshot' ? {} : { [MIGRATED_FROM]: source };
          const stored = { ...withTimestamps(fields), ...origin };
          // What the heartbeat knows of a tenant may stand there before any account does.
          if (kind === 'snapshot') transaction.set(reference, stored, { merge: true });
          else transaction.create(reference, stored);
        });
        writeManyOpenTrades(db, transaction, uid, snapshot, copied);
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
  if (existing === undefined || holdsNoAccount(existing, fields)) return 'copied';
  if (typeof existing[MIGRATED_FROM] === 'string') return 'already_there';
  const compared = syncedAt in fields ? accountIn(existing) : existing;
  return isDeepStrictEqual(withDates(compared), { ...fields }) ? 'already_there' : 'occupied';
}

const { syncedAt } = accountSnapshot.names;

/** Whether the document is a snapshot, as the one to be copied is, of a tenant whose account was never read. */
const holdsNoAccount = (existing: Record<string, unknown>, fields: ConvertedDocument['fields']): boolean =>
  syncedAt in fields && existing[syncedAt] === undefined;

/** The account alone, without what the heartbeat knows beside it. */
const accountIn = (snapshot: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(snapshot).filter(([name]) => accountSnapshot.storedNames.includes(name)));
