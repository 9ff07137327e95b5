import { disabledMarkets } from '@agenttrader/domain/paths';
import { symbolToDocumentId, type TradableSymbol } from '@agenttrader/domain/symbols';
import { deleteDoc, doc, type Firestore, serverTimestamp, setDoc } from 'firebase/firestore';
import { confirmed } from '../confirmed.ts';

/** Has the bot leave a symbol alone. @throws WriteFailure */
export const disableMarket = (
  db: Firestore,
  uid: string,
  symbol: TradableSymbol,
  reason: string,
): Promise<void> =>
  confirmed(
    setDoc(doc(db, disabledMarkets(uid), symbolToDocumentId(symbol)), {
      reason,
      disabled_at: serverTimestamp(),
    }),
  );

/** Lets the bot trade the symbol again. @throws WriteFailure */
export const enableMarket = (db: Firestore, uid: string, symbol: TradableSymbol): Promise<void> =>
  confirmed(deleteDoc(doc(db, disabledMarkets(uid), symbolToDocumentId(symbol))));
