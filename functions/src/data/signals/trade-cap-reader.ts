import { tradeLimitIn } from '@agenttrader/domain/documents/bot-config';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore } from 'firebase-admin/firestore';
import type { TradeCapReader } from '../../signals/ports.ts';

/** The tenant's own limit for a single trade, from the limits of its bot. */
export const tradeCapReader = (db: Firestore): TradeCapReader => ({
  tradeCap: async uid => tradeLimitIn((await db.doc(paths.botConfig(uid)).get()).data()),
});
