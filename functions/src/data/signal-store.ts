import * as paths from '@agenttrader/domain/paths';
import {
  type Firestore,
  type QueryDocumentSnapshot,
  Timestamp,
  type Transaction,
} from 'firebase-admin/firestore';
import type { NewSignal, SignalStore } from '../signals/ports.ts';
import { requireLivingTenant } from './living-tenant.ts';
import { timestampSchema } from './timestamp-schema.ts';

/** The most signals that one batch holds; with the tenant's profile it stays within Firestore's limits. */
const MOST_SIGNALS = 400;

/** How many that have ended are looked for at a time. */
const MOST_EXPIRED = 50;

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
    const ended = await expiredSignals(db, transaction, uid, signals);
    for (const { ref } of ended) transaction.update(ref, { status: 'expired' });
    for (const [index, signal] of signals.entries()) {
      const document = documents[index];
      if (document) transaction.create(document, signalFields(signal));
    }
  });
  return documents.map(({ id }) => id);
}

/**
 * Signals that are stored as pending and have ended by the time of the newest of `signals`. They are marked with the
 * next signal that is written, at no other cost: no reader relies on it, since each of them looks at the end itself.
 */
async function expiredSignals(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  signals: readonly NewSignal[],
): Promise<QueryDocumentSnapshot[]> {
  const now = Math.max(...signals.map(({ createdAt }) => createdAt.getTime()));
  const pending = db.collection(paths.signals(uid)).where('status', '==', 'pending');
  const { docs } = await transaction.get(pending.select('expires_at').limit(MOST_EXPIRED));
  return docs.filter(document => {
    const { data: end } = timestampSchema.safeParse(document.get('expires_at'));
    return end !== undefined && end.getTime() <= now;
  });
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
