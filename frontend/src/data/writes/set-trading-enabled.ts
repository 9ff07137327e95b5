import { tradingStatus } from '@agenttrader/domain/paths';
import { doc, type Firestore, serverTimestamp, updateDoc } from 'firebase/firestore';
import { confirmed } from '@/data/confirmed.ts';

/**
 * Turns the kill switch. A switch that an operator has locked is refused.
 *
 * @param message why, shown beside the switch; at most 200 characters
 * @throws WriteFailure
 */
export const setTradingEnabled = (
  db: Firestore,
  uid: string,
  change: { readonly enabled: boolean; readonly message: string },
): Promise<void> =>
  confirmed(() =>
    updateDoc(doc(db, tradingStatus(uid)), {
      enabled: change.enabled,
      message: change.message,
      updated_at: serverTimestamp(),
      updated_by: 'user',
    }),
  );
