import * as paths from '@agenttrader/domain/paths';
import { type Firestore, Timestamp } from 'firebase-admin/firestore';
import type { NewSignal, SignalStore } from '../signals/ports.ts';
import { requireLivingTenant } from './living-tenant.ts';

/** The most signals that one batch holds; with the tenant's profile it stays within Firestore's limits. */
const MOST_SIGNALS = 400;

/**
 * Writes signals into the tenant's own documents, all of them or none, and answers their ids in the same order.
 *
 * @throws Error when a signal rests on another tenant's snapshot, or there are too many
 * @throws UserFacingError `failed-precondition` when the tenant is gone
 */
export async function writeSignals(
  db: Firestore,
  uid: string,
  signals: readonly NewSignal[],
): Promise<string[]> {
  if (signals.length > MOST_SIGNALS)
    throw new Error(`At most ${MOST_SIGNALS} signals are written at a time.`);
  if (signals.some(({ snapshotPath }) => snapshotPath !== paths.snapshot(uid))) {
    throw new Error('A signal rests on a snapshot that is not of this tenant.');
  }
  const documents = signals.map(() => db.collection(paths.signals(uid)).doc());
  await db.runTransaction(async transaction => {
    await requireLivingTenant(db, transaction, uid);
    for (const [index, signal] of signals.entries()) {
      const document = documents[index];
      if (document) transaction.create(document, signalFields(signal));
    }
  });
  return documents.map(({ id }) => id);
}

/** Signals in the tenant's own documents. */
export function signalStore(db: Firestore): SignalStore {
  return {
    async save(uid, signal) {
      const [id = ''] = await writeSignals(db, uid, [signal]);
      return id;
    },
  };
}

const signalFields = (signal: NewSignal): Record<string, unknown> => ({
  symbol: signal.symbol,
  action: signal.action,
  notional_usd: signal.notional,
  confidence: signal.confidence,
  reason: signal.reason,
  hold_reason: signal.holdReason,
  strategy_id: null,
  model: signal.model,
  source: 'model',
  status: 'pending',
  inputs_digest: signal.inputsDigest,
  snapshot_path: signal.snapshotPath,
  created_at: Timestamp.fromDate(signal.createdAt),
  expires_at: Timestamp.fromDate(signal.expiresAt),
});
