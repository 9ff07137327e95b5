import { type BotConfig, botConfig } from '@agenttrader/domain/documents/bot-config';
import { namedByTrader } from '@agenttrader/domain/documents/tenant';
import { switchedByTrader } from '@agenttrader/domain/documents/trading-status';
import * as paths from '@agenttrader/domain/paths';
import { doc, type FieldValue, type Firestore, serverTimestamp, setDoc, updateDoc } from 'firebase/firestore';
import { confirmed } from './confirmed.ts';

/** Saves how the user wants to be called. @throws WriteFailure */
export const saveDisplayName = (db: Firestore, uid: string, displayName: string): Promise<void> =>
  confirmed(() =>
    updateDoc(
      doc(db, paths.tenantDocument(uid)),
      namedByTrader.write<FieldValue>({ displayName, displayNameAt: serverTimestamp() }),
    ),
  );

/** Saves the limits and which strategies run. @throws WriteFailure */
export const saveBotConfig = (db: Firestore, uid: string, config: BotConfig): Promise<void> =>
  confirmed(() =>
    setDoc(
      doc(db, paths.botConfig(uid)),
      botConfig.write<FieldValue>({ ...config, updatedAt: serverTimestamp() }),
    ),
  );

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
    updateDoc(
      doc(db, paths.tradingStatus(uid)),
      switchedByTrader.write<FieldValue>({ ...change, updatedAt: serverTimestamp(), updatedBy: 'user' }),
    ),
  );
