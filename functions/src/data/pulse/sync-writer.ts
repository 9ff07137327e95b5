import { isDeepStrictEqual } from 'node:util';
import { syncErrorMessage } from '@agenttrader/domain/accounts/sync-error';
import { equityDay, priceMarksDay } from '@agenttrader/domain/documents/day-series';
import { openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { accountSnapshot } from '@agenttrader/domain/documents/snapshot';
import { syncError } from '@agenttrader/domain/documents/sync-error';
import { tradingStatus } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore, WriteBatch } from 'firebase-admin/firestore';
import type { StandingError, SyncWrite, SyncWriter } from '../../pulse/ports.ts';
import type { Clock } from '../../runtime/clock.ts';
import { conditionalUpdates } from '../firestore/conditional-updates.ts';
import { isConflict } from '../firestore/grpc-status.ts';
import { unchangedSince } from '../firestore/revision.ts';
import { stateFields } from '../snapshots/heartbeat-state.ts';

/**
 * Writes what a sync found out into the tenant's snapshot, on condition that it is still what the sync was computed from: so
 * a trade that was closed meanwhile stays closed, an older sync never replaces a newer one, and nothing of a deleted account
 * comes back. What goes into other documents now and then goes with it in one batch, under the same condition.
 */
export function syncWriter(db: Firestore, clock: Clock): SyncWriter {
  const update = conditionalUpdates(db, clock);
  return {
    async commit(write) {
      const { uid, revision } = write.state;
      const snapshot = db.doc(paths.snapshot(uid));
      const found = write.found && accountFields(write.at, write.found);
      if (write.onlyChanges && found && !isChanged(write, found)) return 'unchanged';
      const appendedAt = write.appended ? write.at : write.state.appendedAt;
      const fields = { ...found, ...stateFields({ ...write, standingError: write.error, appendedAt }) };
      try {
        const batch = db.batch();
        if (addFurther(db, batch, write)) {
          batch.update(snapshot, fields, unchangedSince(revision));
          await batch.commit();
        } else await update(snapshot, fields, revision);
        return 'written';
      } catch (thrown) {
        if (isConflict(thrown)) return 'superseded';
        throw thrown;
      }
    },
  };
}

/** Only fields that the document has reach Firestore: never the broker's answer as it came. */
const accountFields = (
  at: Date,
  { account, positions }: NonNullable<SyncWrite['found']>,
): Record<string, unknown> =>
  accountSnapshot.write({
    ...account,
    syncedAt: at,
    accountStatus: account.status,
    positions: [...positions],
    account,
  });

const { syncedAt } = accountSnapshot.names;

/** Whether the sync found anything but what stands there. */
function isChanged(
  { state, openTrades, error, appended }: SyncWrite,
  found: Record<string, unknown>,
): boolean {
  if (error || state.standingError || appended) return true;
  const stored = state.stored as unknown as Record<string, unknown>;
  const marks = (trades: SyncWrite['openTrades']) => trades.map(({ id, currentPrice }) => [id, currentPrice]);
  return (
    Object.entries(found).some(
      ([name, value]) => name !== syncedAt && !isDeepStrictEqual(value, stored[name]),
    ) || !isDeepStrictEqual(marks(openTrades), marks(state.openTrades))
  );
}

/** Adds what is not written by every sync; answers whether there is any. */
function addFurther(db: Firestore, batch: WriteBatch, write: SyncWrite): boolean {
  const { state, at, appended, error, aroundTheClock } = write;
  const { uid } = state;
  const isOtherError = error?.code !== state.standingError?.code;
  if (isOtherError) {
    const document = db.doc(paths.lastSyncError(uid));
    if (error) batch.set(document, errorFields(error));
    else batch.delete(document);
  }
  if (aroundTheClock !== state.aroundTheClock) {
    batch.set(db.doc(paths.tradingStatus(uid)), tradingStatus.writePart({ aroundTheClock }), { merge: true });
  }
  for (const { day, equity, prices } of appended?.points ?? []) {
    const points = equityDay.write({ points: equity, updatedAt: at });
    batch.set(db.collection(paths.equityCurve(uid)).doc(day), points, { merge: true });
    if (Object.keys(prices).length > 0) {
      const marks = priceMarksDay.write({ prices, updatedAt: at });
      batch.set(db.collection(paths.priceMarks(uid)).doc(day), marks, { merge: true });
    }
  }
  for (const { id, currentPrice, currentPnl, pnlPercent, lastUpdated = at } of appended?.trades ?? []) {
    const mark = openTrade.writePart({ currentPrice, currentPnl, pnlPercent, lastUpdated });
    batch.update(db.doc(paths.shadowTrade(uid, id)), mark);
  }
  return isOtherError || appended !== undefined || aroundTheClock !== state.aroundTheClock;
}

const errorFields = ({ code, at, consecutiveFailures, retryAt, parkedVersion }: StandingError) =>
  syncError.write({
    code,
    error: syncErrorMessage(code),
    timestamp: at,
    consecutiveFailures,
    retryAt: retryAt ?? null,
    parkedVersion: parkedVersion ?? null,
  });
