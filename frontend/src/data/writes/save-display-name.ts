import { tenantDocument } from '@agenttrader/domain/paths';
import { doc, type Firestore, serverTimestamp, updateDoc } from 'firebase/firestore';
import { confirmed } from '@/data/confirmed.ts';

/** Saves how the user wants to be called. @throws WriteFailure */
export const saveDisplayName = (db: Firestore, uid: string, displayName: string): Promise<void> =>
  confirmed(() =>
    updateDoc(doc(db, tenantDocument(uid)), {
      display_name: displayName,
      display_name_at: serverTimestamp(),
    }),
  );
