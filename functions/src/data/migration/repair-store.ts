import { BEFORE_REPAIR } from '@agenttrader/domain/documents/marks';
import * as paths from '@agenttrader/domain/paths';
import { type DocumentSnapshot, FieldPath, type Firestore, type Transaction } from 'firebase-admin/firestore';
import type { RepairPage, RepairStore } from '../../migration/ports.ts';
import type { FoundDocument, Repair, RepairedKind } from '../../migration/repair/decide-repair.ts';
import { mendConnection } from '../../migration/repair/mend-settings.ts';
import { readPage } from '../firestore/pages.ts';
import { withDates, withTimestamps } from '../firestore/plain-values.ts';
import { readTallies, writeTallies } from '../shadow-trades/trade-tallies.ts';
import { demandRebuild, type TradeChange, writeManyOpenTrades } from '../snapshots/snapshot-changes.ts';
import { addAuditEntry } from '../tenants/audit.ts';
import { isOnboarded, requireLivingTenant } from '../tenants/living-tenant.ts';

/** Documents of one page; each page is mended in one transaction. */
const PAGE_SIZE = 200;

const COLLECTIONS = ['signals', 'shadowTradeHistory'] as const;
type CollectionKind = (typeof COLLECTIONS)[number];

/** A tenant's documents at today's paths: the single ones first, then signals, then trades. */
export function repairStore(db: Firestore): RepairStore {
  return {
    isOnboarded: uid => isOnboarded(db, uid),

    page: (uid, after) => (after === undefined ? singleDocuments(db, uid) : collectionPage(db, uid, after)),

    mend: (uid, documents, decide, at) =>
      db.runTransaction(async transaction => {
        await requireLivingTenant(db, transaction, uid);
        const references = documents.map(({ path }) => db.doc(path));
        const found = await transaction.getAll(...references);
        const [broker, snapshot] = await transaction.getAll(
          db.doc(paths.brokerConfig(uid, 'alpaca')),
          db.doc(paths.snapshot(uid)),
        );
        if (!broker || !snapshot) throw new Error('Firestore answered with too few documents.');
        const repairs = found.map((document, index) =>
          decide(toStored(documents[index]?.kind ?? 'snapshot', document, isConnected(broker))),
        );
        const changes = found.flatMap((document, index): TradeChange[] => {
          const repair = repairs[index];
          if (repair?.kind !== 'mend' || documents[index]?.kind !== 'shadowTradeHistory') return [];
          const before = document.data();
          return [{ tradeId: document.id, before, after: { ...before, ...repair.fields } }];
        });
        const tallies = changes.length > 0 && (await readTallies(db, transaction, uid, changes));
        let mended = 0;
        for (const [index, document] of found.entries()) {
          const repair = repairs[index];
          if (repair?.kind !== 'mend') continue;
          mended += 1;
          write(transaction, document, documents[index]?.kind, repair);
        }
        writeManyOpenTrades(db, transaction, uid, snapshot, changes);
        if (documents.some(({ kind }, index) => kind === 'connection' && repairs[index]?.kind === 'mend')) {
          demandRebuild(db, transaction, uid);
        }
        if (tallies) writeTallies(db, transaction, uid, tallies, changes, at);
        if (mended > 0) {
          const detail = { documents: mended };
          addAuditEntry(db, transaction, uid, { event: 'data_repaired', actor: 'operator', at, detail });
        }
        return repairs;
      }),
  };
}

function write(
  transaction: Transaction,
  document: DocumentSnapshot,
  kind: RepairedKind | undefined,
  { fields, replaced }: Extract<Repair, { kind: 'mend' }>,
): void {
  const mended = withTimestamps(fields);
  if (!document.exists) {
    transaction.create(document.ref, mended);
    return;
  }
  // A snapshot's figures and a switch's state are replaced before long, and older ones would stand beside them.
  const keeps = kind !== 'snapshot' && kind !== 'switch';
  const before: unknown = document.get(BEFORE_REPAIR);
  const kept = { ...withTimestamps(replaced), ...(typeof before === 'object' ? before : {}) };
  transaction.update(document.ref, keeps ? { ...mended, [BEFORE_REPAIR]: kept } : mended);
}

async function singleDocuments(db: Firestore, uid: string): Promise<RepairPage> {
  const [trading, broker, snapshot] = await db.getAll(
    db.doc(paths.tradingStatus(uid)),
    db.doc(paths.brokerConfig(uid, 'alpaca')),
    db.doc(paths.snapshot(uid)),
  );
  if (!trading || !broker || !snapshot) throw new Error('Firestore answered with too few documents.');
  const documents = [
    toStored('switch', trading, isConnected(broker)),
    toStored('connection', broker),
    toStored('snapshot', snapshot),
  ];
  return { documents, next: COLLECTIONS[0] };
}

/** @param after a collection's name, or that and the id of the last document that was looked at */
async function collectionPage(db: Firestore, uid: string, after: string): Promise<RepairPage> {
  const slash = after.indexOf('/');
  const kind: CollectionKind = after.startsWith('signals') ? 'signals' : 'shadowTradeHistory';
  const path = kind === 'signals' ? paths.signals(uid) : paths.shadowTrades(uid);
  const inOrder = db.collection(path).orderBy(FieldPath.documentId());
  const { docs, last } = await readPage(
    inOrder,
    PAGE_SIZE,
    slash === -1 ? undefined : after.slice(slash + 1),
  );
  const following = COLLECTIONS[COLLECTIONS.indexOf(kind) + 1] ?? null;
  return {
    documents: docs.map(document => toStored(kind, document)),
    next: last ? `${kind}/${last.id}` : following,
  };
}

/** As it will be once the connection's own document is mended. */
const isConnected = (broker: DocumentSnapshot): boolean =>
  mendConnection(withDates(broker.data() ?? {})).configured === true;

const toStored = (kind: RepairedKind, document: DocumentSnapshot, connected = false): FoundDocument => ({
  kind,
  connected,
  path: document.ref.path,
  fields: document.exists ? withDates(document.data() ?? {}) : undefined,
  writtenAt: document.updateTime?.toDate() ?? document.readTime.toDate(),
});
