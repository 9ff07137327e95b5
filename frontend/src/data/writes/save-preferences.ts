import type { PreferencesFields } from '@agenttrader/domain/config/preferences';
import { preferences } from '@agenttrader/domain/paths';
import { doc, type Firestore, serverTimestamp, setDoc } from 'firebase/firestore';
import { answered } from '@/data/confirmed.ts';

/** Saves all preferences, and waits for the server's answer without end. @throws WriteFailure `refused` */
export const savePreferences = (db: Firestore, uid: string, fields: PreferencesFields): Promise<void> =>
  answered(() => setDoc(doc(db, preferences(uid)), { ...fields, updated_at: serverTimestamp() }));
