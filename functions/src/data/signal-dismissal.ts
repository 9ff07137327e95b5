import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { SignalDismissal } from '../signals/dismiss-signal.ts';
import { addAuditEntry } from './audit.ts';

/** Dismisses signals in the tenant's own documents. */
export function signalDismissal(db: Firestore): SignalDismissal {
  return {
    dismiss(uid, signalId, now) {
      const document = db.doc(paths.signal(uid, signalId));
      return db.runTransaction(async transaction => {
        const signal = await transaction.get(document);
        if (!signal.exists) return 'missing';
        const status: unknown = signal.get('status');
        if (status === 'executed') return 'executed';
        if (status === 'dismissed') return 'dismissed';
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
