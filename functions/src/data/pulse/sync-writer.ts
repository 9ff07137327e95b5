import { syncErrorMessage } from '@agenttrader/domain/accounts/sync-error';
import { openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { accountSnapshot } from '@agenttrader/domain/documents/snapshot';
import { syncError } from '@agenttrader/domain/documents/sync-error';
import * as paths from '@agenttrader/domain/paths';
import { laterOf } from '@agenttrader/domain/time/skew';
import type { DocumentReference, Firestore, Precondition } from 'firebase-admin/firestore';
import type { BrokerAccount, BrokerPosition } from '../../broker/broker.ts';
import type { SyncError, SyncWrite, SyncWriter, TradeMark } from '../../pulse/ports.ts';
import type { Revision } from '../../runtime/revision.ts';
import { isConflict } from '../firestore/grpc-status.ts';
import { unchangedSince } from '../firestore/revision.ts';
import { isLivingTenant } from '../tenants/living-tenant.ts';
import { switchedOff } from '../tenants/switched-off.ts';
import { equityPoint, pricePoints } from './day-points.ts';

/**
 * Writes a sync in one atomic batch. Every write carries the state that it was computed from, so that a
 * trade closed meanwhile stays closed and an older snapshot never replaces a newer one.
 */
export function syncWriter(db: Firestore): SyncWriter {
  return {
    async commit(write: SyncWrite) {
      try {
        if (demandsWhatExists(write)) {
          const batch = db.batch();
          addWrites(batch, write);
          await batch.commit();
          return 'written';
        }
        return await db.runTransaction(async transaction => {
          if (!(await isLivingTenant(db, transaction, write.state.uid))) return 'superseded';
          addWrites(transaction, write);
          return 'written';
        });
      } catch (thrown) {
        if (isConflict(thrown)) return 'superseded';
        throw thrown;
      }
    },
  };

  function addWrites(writer: Writer, write: SyncWrite): void {
    const { uid, revisions } = write.state;
    if (write.snapshot) {
      const { account, positions } = write.snapshot;
      const fields = snapshotFields(write.at, account, positions);
      replace(writer, db.doc(paths.snapshot(uid)), fields, revisions.snapshot);
      const day = write.at.toISOString().slice(0, 10);
      const equity = db.collection(paths.equityCurve(uid)).doc(day);
      writer.set(equity, equityPoint(write.at, account.equity), { merge: true });
      if (write.marks.length > 0) {
        const prices = db.collection(paths.priceMarks(uid)).doc(day);
        writer.set(prices, pricePoints(write.at, write.marks), { merge: true });
      }
    }
    for (const mark of write.marks) {
      const trade = db.doc(paths.shadowTrade(uid, mark.trade.id));
      writer.update(trade, markFields(write.at, mark), unchangedSince(mark.trade.revision));
    }
    if (write.error?.code === 'broker_not_connected' && revisions.trading && write.state.tradingEnabled) {
      // Only documents of an earlier system can be on without a connection. Left on, it would be read every minute.
      const off = switchedOff(write.at, 'watchdog');
      writer.update(db.doc(paths.tradingStatus(uid)), off, unchangedSince(revisions.trading));
    }
    const errorDocument = db.doc(paths.lastSyncError(uid));
    if (write.error) {
      replace(writer, errorDocument, errorFields(write.at, write.error), revisions.error);
    } else if (revisions.error) {
      writer.delete(errorDocument, unchangedSince(revisions.error));
    }
  }
}

/**
 * Whether some write of the sync fails where its document is gone, and all the others with it. Without such a write,
 * the documents of an account that was deleted meanwhile would come back.
 */
function demandsWhatExists({ state: { revisions }, snapshot, marks }: SyncWrite): boolean {
  return Boolean((snapshot && revisions.snapshot) || revisions.error) || marks.length > 0;
}

/** What a batch and a transaction have in common. */
interface Writer {
  set(document: DocumentReference, fields: Record<string, unknown>, options: { merge: true }): unknown;
  create(document: DocumentReference, fields: Record<string, unknown>): unknown;
  update(document: DocumentReference, fields: Record<string, unknown>, precondition: Precondition): unknown;
  delete(document: DocumentReference, precondition: Precondition): unknown;
}

/** Creates the document if it was missing when it was read, or replaces its fields if it is still the same. */
function replace(
  writer: Writer,
  document: DocumentReference,
  fields: Record<string, unknown>,
  revision: Revision | undefined,
): void {
  if (revision) writer.update(document, fields, unchangedSince(revision));
  else writer.create(document, fields);
}

/** Only fields that the document has reach Firestore: never the broker's answer as it came. */
const snapshotFields = (at: Date, account: BrokerAccount, positions: readonly BrokerPosition[]) =>
  accountSnapshot.write({
    ...account,
    syncedAt: at,
    accountStatus: account.status,
    positions: [...positions],
    account,
  });

const markFields = (at: Date, { trade, currentPrice, currentPnl, pnlPercent }: TradeMark) =>
  openTrade.writePart({
    currentPrice,
    currentPnl,
    pnlPercent,
    // A trade may have been opened after the sync began, or by an instance whose clock is a little ahead.
    lastUpdated: laterOf(at, trade.createdAt),
  });

const errorFields = (at: Date, { code, consecutiveFailures, retryAt, parkedVersion }: SyncError) =>
  syncError.write({
    code,
    error: syncErrorMessage(code),
    timestamp: at,
    consecutiveFailures,
    retryAt: retryAt ?? null,
    parkedVersion: parkedVersion ?? null,
  });
