import { type Preferences, preferences } from '@agenttrader/domain/documents/preferences';
import * as paths from '@agenttrader/domain/paths';
import { doc, type FieldValue, type Firestore, serverTimestamp, setDoc } from 'firebase/firestore';
import { answered } from './confirmed.ts';

/** Saves all preferences, and waits for the server's answer without end. @throws WriteFailure `refused` */
export const savePreferences = (db: Firestore, uid: string, chosen: Preferences): Promise<void> =>
  answered(() =>
    setDoc(
      doc(db, paths.preferences(uid)),
      preferences.write<FieldValue>({ ...chosen, updatedAt: serverTimestamp() }),
    ),
  );
