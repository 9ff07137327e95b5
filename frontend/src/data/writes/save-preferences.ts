import type { PreferencesFields } from '@agenttrader/domain/config/preferences';
import { preferences } from '@agenttrader/domain/paths';
import { doc, type Firestore, serverTimestamp, setDoc } from 'firebase/firestore';
import { confirmed } from '../confirmed.ts';

/** Saves all preferences. @throws WriteFailure */
export const savePreferences = (db: Firestore, uid: string, fields: PreferencesFields): Promise<void> =>
  confirmed(() => setDoc(doc(db, preferences(uid)), { ...fields, updated_at: serverTimestamp() }));
