import * as paths from '@agenttrader/domain/paths';
import { type Firestore, Timestamp } from 'firebase-admin/firestore';
import type { NewSignal, SignalStore } from '../signals/ports.ts';
import { requireLivingTenant } from './living-tenant.ts';

/** Signals in the tenant's own documents. */
export function signalStore(db: Firestore): SignalStore {
  return {
    async save(uid, signal) {
      const document = db.collection(paths.signals(uid)).doc();
      await db.runTransaction(async transaction => {
        await requireLivingTenant(db, transaction, uid);
        transaction.create(document, signalFields(signal));
      });
      return document.id;
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
