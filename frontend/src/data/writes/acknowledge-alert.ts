import { alerts } from '@agenttrader/domain/paths';
import { doc, type Firestore, serverTimestamp, updateDoc } from 'firebase/firestore';
import { confirmed } from '../confirmed.ts';

/** Marks an alert as seen. @throws WriteFailure */
export const acknowledgeAlert = (db: Firestore, uid: string, alertId: string): Promise<void> =>
  confirmed(
    updateDoc(doc(db, alerts(uid), alertId), { acknowledged: true, acknowledged_at: serverTimestamp() }),
  );
