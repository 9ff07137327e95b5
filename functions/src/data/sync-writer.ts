import { syncErrorMessage } from '@agenttrader/domain/accounts/sync-error';
import * as paths from '@agenttrader/domain/paths';
import { type DocumentReference, type Firestore, Timestamp, type WriteBatch } from 'firebase-admin/firestore';
import type { BrokerAccount, BrokerPosition } from '../broker/broker.ts';
import type { Revision, SyncError, SyncWrite, SyncWriter, TradeMark } from '../pulse/ports.ts';
import { isConflict } from './grpc-status.ts';
import { unchangedSince } from './revision.ts';

/**
 * Writes a sync in one atomic batch. Every write carries the state that it was computed from, so that a
 * trade closed meanwhile stays closed and an older snapshot never replaces a newer one.
 */
export function syncWriter(db: Firestore): SyncWriter {
  return {
    async commit(write: SyncWrite) {
      const { uid, revisions } = write.state;
      const batch = db.batch();
      if (write.snapshot) {
        const { account, positions } = write.snapshot;
        const fields = snapshotFields(write.at, account, positions);
        replace(batch, db.doc(paths.snapshot(uid)), fields, revisions.snapshot);
      }
      for (const mark of write.marks) {
        const trade = db.doc(paths.shadowTrade(uid, mark.trade.id));
        batch.update(trade, markFields(write.at, mark), unchangedSince(mark.trade.revision));
      }
      const errorDocument = db.doc(paths.lastSyncError(uid));
      if (write.error) {
        replace(batch, errorDocument, errorFields(write.at, write.error), revisions.error);
      } else if (revisions.error) {
        batch.delete(errorDocument, unchangedSince(revisions.error));
      }
      try {
        await batch.commit();
        return 'written';
      } catch (thrown) {
        if (isConflict(thrown)) return 'superseded';
        throw thrown;
      }
    },
  };
}

/** Creates the document if it was missing when it was read, or replaces its fields if it is still the same. */
function replace(
  batch: WriteBatch,
  document: DocumentReference,
  fields: Record<string, unknown>,
  revision: Revision | undefined,
): void {
  if (revision) batch.update(document, fields, unchangedSince(revision));
  else batch.create(document, fields);
}

/** Only fields that are named here reach Firestore: never the broker's answer as it came. */
function snapshotFields(
  at: Date,
  account: BrokerAccount,
  positions: readonly BrokerPosition[],
): Record<string, unknown> {
  return {
    synced_at: Timestamp.fromDate(at),
    equity: account.equity,
    buying_power: account.buyingPower,
    cash: account.cash,
    last_equity: account.lastEquity,
    currency: account.currency,
    account_status: account.status,
    positions: positions.map(position => ({
      symbol: position.symbol,
      side: position.side,
      asset_class: position.assetClass,
      quantity: position.quantity,
      avg_entry_price: position.avgEntryPrice,
      current_price: position.currentPrice,
      market_value: position.marketValue,
      cost_basis: position.costBasis,
      unrealized_pnl: position.unrealizedPnl,
    })),
    account: {
      portfolio_value: account.portfolioValue,
      long_market_value: account.longMarketValue,
      short_market_value: account.shortMarketValue,
      multiplier: account.multiplier,
      trading_blocked: account.tradingBlocked,
      account_blocked: account.accountBlocked,
      shorting_enabled: account.shortingEnabled,
    },
  };
}

const markFields = (at: Date, mark: TradeMark): Record<string, unknown> => ({
  current_price: mark.currentPrice,
  current_pnl: mark.currentPnl,
  pnl_percent: mark.pnlPercent,
  last_updated: Timestamp.fromDate(at),
});

const errorFields = (at: Date, error: SyncError): Record<string, unknown> => ({
  code: error.code,
  error: syncErrorMessage(error.code),
  timestamp: Timestamp.fromDate(at),
  consecutive_failures: error.consecutiveFailures,
  retry_at: error.retryAt ? Timestamp.fromDate(error.retryAt) : null,
  parked_version: error.parkedVersion ?? null,
});
