import { dismissibleSignal, signal as signalDocument } from '@agenttrader/domain/documents/signal';
import * as paths from '@agenttrader/domain/paths';
import { type SignalStatus, statusOfSignal } from '@agenttrader/domain/signals/status';
import type { DocumentSnapshot, Firestore } from 'firebase-admin/firestore';
import type { SignalStore } from '../../signals/ports.ts';
import { addAuditEntry } from '../tenants/audit.ts';

/** Dismisses one of the tenant's signals, with an entry in its audit. */
export const dismissSignal =
  (db: Firestore): SignalStore['dismiss'] =>
  (uid, signalId, now) => {
    const document = db.doc(paths.signal(uid, signalId));
    return db.runTransaction(async transaction => {
      const signal = await transaction.get(document);
      if (!signal.exists) return 'missing';
      const status = readStatus(signal, now);
      if (status !== undefined && status !== 'pending') return status;
      transaction.update(document, signalDocument.writePart({ status: 'dismissed' }));
      addAuditEntry(db, transaction, uid, {
        event: 'signal_dismissed',
        actor: 'user',
        at: now,
        detail: { signalId },
      });
      return 'dismissed';
    });
  };

/** Undefined where it cannot be read: whoever wants to put such a signal aside may. */
function readStatus(document: DocumentSnapshot, now: Date): SignalStatus | undefined {
  const { value } = dismissibleSignal.read(document.data());
  return value && statusOfSignal(value, now);
}
