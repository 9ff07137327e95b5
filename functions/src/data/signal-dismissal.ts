import * as paths from '@agenttrader/domain/paths';
import { SIGNAL_STATUSES, type SignalStatus, statusOfSignal } from '@agenttrader/domain/signals/status';
import type { DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { SignalDismissal } from '../signals/ports.ts';
import { addAuditEntry } from './audit.ts';
import { timestampSchema } from './timestamp-schema.ts';

const stateSchema = z.object({
  status: z.enum(SIGNAL_STATUSES),
  expires_at: timestampSchema.nullish().catch(null),
});

/** Dismisses signals in the tenant's own documents. */
export function signalDismissal(db: Firestore): SignalDismissal {
  return {
    dismiss(uid, signalId, now) {
      const document = db.doc(paths.signal(uid, signalId));
      return db.runTransaction(async transaction => {
        const signal = await transaction.get(document);
        if (!signal.exists) return 'missing';
        const status = statusOf(signal, now);
        if (status !== undefined && status !== 'pending') return status;
        transaction.update(document, { status: 'dismissed' });
        addAuditEntry(db, transaction, uid, {
          event: 'signal_dismissed',
          actor: 'user',
          at: now,
          detail: { signal_id: signalId },
        });
        return 'dismissed';
      });
    },
  };
}

/** Undefined where it cannot be read: whoever wants to put such a signal aside may. */
function statusOf(document: DocumentSnapshot, now: Date): SignalStatus | undefined {
  const { data } = stateSchema.safeParse(document.data());
  return data && statusOfSignal({ status: data.status, expiresAt: data.expires_at ?? null }, now);
}
