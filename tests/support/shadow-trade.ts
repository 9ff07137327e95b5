import { openedTrade, shadowTrade } from '../../domain/src/documents/shadow-trade.ts';
import { parseMoney } from '../../domain/src/money/money.ts';
import { parsePrice } from '../../domain/src/money/price.ts';
import { parseQuantity } from '../../domain/src/money/quantity.ts';
import { parseTradableSymbol } from '../../domain/src/symbols.ts';
import { variantOf } from '../../domain/test-support/documents/variant.ts';

/** An open shadow trade as the server writes it, opened long ago; about any symbol, also one that nobody can trade. */
export const openTrade = (symbol: string, side: 'BUY' | 'SELL', quantity: string, entryPrice: string) => {
  const opened = openedTrade({
    symbol: parseTradableSymbol('AAPL'),
    side,
    quantity: parseQuantity(quantity),
    entryPrice: parsePrice(entryPrice),
    notional: parseMoney('100.00'),
    source: 'manual',
    signalId: null,
    createdAt: new Date(0),
  });
  return variantOf(shadowTrade, opened, { symbol });
};
