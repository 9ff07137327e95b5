import type { BotConfigFields } from '@agenttrader/domain/config/bot';
import { botConfig } from '@agenttrader/domain/paths';
import { doc, type Firestore, serverTimestamp, setDoc } from 'firebase/firestore';
import { confirmed } from '@/data/confirmed.ts';

/** Saves the limits and which strategies run. @throws WriteFailure */
export const saveBotConfig = (db: Firestore, uid: string, fields: BotConfigFields): Promise<void> =>
  confirmed(() => setDoc(doc(db, botConfig(uid)), { ...fields, updated_at: serverTimestamp() }));
