import { time } from '@agenttrader/domain/documents/fields';
import { proposedSignal, signal as signalDocument } from '@agenttrader/domain/documents/signal';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore, QueryDocumentSnapshot, Transaction } from 'firebase-admin/firestore';
import type { NewSignal, SignalStore } from '../../signals/ports.ts';
import { requireLivingTenant } from '../tenants/living-tenant.ts';
import { dismissSignal } from './signal-dismissal.ts';

/** The most signals that one batch holds; with the tenant's profile it stays within Firestore's limits. */
const MOST_SIGNALS = 400;

const { names } = signalDocument;

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
    for (const { ref } of ended) transaction.update(ref, signalDocument.writePart({ status: 'expired' }));
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
  const pending = db.collection(paths.signals(uid)).where(names.status, '==', 'pending');
  const { docs } = await transaction.get(pending.select(names.expiresAt).limit(MOST_EXPIRED));
  return docs.filter(document => {
    const { success, data: end } = time.safeParse(document.get(names.expiresAt));
    return success && end.getTime() <= now;
  });
}

/** Signals in the tenant's own documents. */
export function signalStore(db: Firestore): SignalStore {
  return {
    async save(uid, signal) {
      const [id = ''] = await writeSignals(db, uid, [signal]);
      return id;
    },
    dismiss: dismissSignal(db),
  };
}

const signalFields = ({ notional, ...signal }: NewSignal) =>
  proposedSignal.write({
    ...signal,
    notionalUsd: notional,
    strategyId: null,
    source: 'model',
    status: 'pending',
  });
