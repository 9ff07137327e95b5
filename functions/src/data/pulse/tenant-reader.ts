import { countedAttempts, usableConnection } from '@agenttrader/domain/documents/broker-config';
import { timeOfSnapshot } from '@agenttrader/domain/documents/snapshot';
import { standingSyncError } from '@agenttrader/domain/documents/sync-error';
import { tenant } from '@agenttrader/domain/documents/tenant';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import { type DocumentSnapshot, FieldPath, type Firestore } from 'firebase-admin/firestore';
import type { StandingError, TenantReader } from '../../pulse/ports.ts';
import { readPages } from '../firestore/pages.ts';
import { revisionOf } from '../firestore/revision.ts';
import { readConnection } from '../tenants/connection-document.ts';
import { readOpenTrades } from './open-trades.ts';

const { names } = tradingStatus;

/** How many tenants one listing request brings. */
const PAGE_SIZE = 500;

/** What is read of the documents: a snapshot's positions, say, are not needed to replace it. */
const FIELD_MASK = [
  names.enabled,
  ...usableConnection.storedNames,
  ...countedAttempts.storedNames,
  ...standingSyncError.storedNames,
  ...timeOfSnapshot.storedNames,
];

/** Reads tenants from Firestore: four documents in one request, and the open trades in another. */
export function tenantReader(db: Firestore): TenantReader {
  return {
    async read(uid) {
      const [trading, broker, error, snapshot] = await db.getAll(
        db.doc(paths.tradingStatus(uid)),
        db.doc(paths.brokerConfig(uid, 'alpaca')),
        db.doc(paths.lastSyncError(uid)),
        db.doc(paths.snapshot(uid)),
        { fieldMask: FIELD_MASK },
      );
      if (!trading || !broker || !error || !snapshot)
        throw new Error('Firestore answered with too few documents.');
      return {
        uid,
        tradingEnabled: trading.get(names.enabled) === true,
        connection: readConnection(broker),
        standingError: readStandingError(error),
        snapshotAt: timeOfSnapshot.read(snapshot.data()).value?.syncedAt,
        revisions: {
          snapshot: revisionOf(snapshot),
          error: revisionOf(error),
          trading: revisionOf(trading),
        },
      };
    },

    openTrades: uid => readOpenTrades(db, uid),
  };
}

/** The uids of all onboarded tenants, whatever their switch says. */
export async function* listOnboarded(db: Firestore): AsyncGenerator<string> {
  const tenants = db.collection(paths.tenantsCollection());
  const onboarded = tenants
    .where(tenant.names.onboarded, '==', true)
    .orderBy(FieldPath.documentId())
    .select();
  for await (const page of readPages(onboarded, { size: PAGE_SIZE })) yield* page.map(({ id }) => id);
}

/** A document that no longer reads as an error stands in nobody's way: the next sync replaces it. */
function readStandingError(document: DocumentSnapshot): StandingError | undefined {
  const { value } = standingSyncError.read(document.data());
  if (!value) return undefined;
  const { timestamp: at, retryAt, parkedVersion, ...error } = value;
  return { ...error, at, retryAt: retryAt ?? undefined, parkedVersion: parkedVersion ?? undefined };
}
