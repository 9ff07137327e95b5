import type { BotConfigFields } from '@agenttrader/domain/config/bot';
import type { PreferencesFields } from '@agenttrader/domain/config/preferences';
import { botConfig, preferences, tenantDocument, tradingStatus } from '@agenttrader/domain/paths';
import { doc, type Firestore, serverTimestamp, setDoc, updateDoc } from 'firebase/firestore';
import { answered, confirmed } from './confirmed.ts';

/** Saves how the user wants to be called. @throws WriteFailure */
export const saveDisplayName = (db: Firestore, uid: string, displayName: string): Promise<void> =>
  confirmed(() =>
    updateDoc(doc(db, tenantDocument(uid)), {
      display_name: displayName,
      display_name_at: serverTimestamp(),
    }),
  );

/** Saves all preferences, and waits for the server's answer without end. @throws WriteFailure `refused` */
export const savePreferences = (db: Firestore, uid: string, fields: PreferencesFields): Promise<void> =>
  answered(() => setDoc(doc(db, preferences(uid)), { ...fields, updated_at: serverTimestamp() }));

/** Saves the limits and which strategies run. @throws WriteFailure */
export const saveBotConfig = (db: Firestore, uid: string, fields: BotConfigFields): Promise<void> =>
  confirmed(() => setDoc(doc(db, botConfig(uid)), { ...fields, updated_at: serverTimestamp() }));

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
