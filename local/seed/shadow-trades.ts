import { openedTrade } from '@agenttrader/domain/documents/shadow-trade';
import { roundToCents, scaleMoney } from '@agenttrader/domain/money/money';
import { notionalOf } from '@agenttrader/domain/money/notional';
import { type Price, parsePrice } from '@agenttrader/domain/money/price';
import { parseQuantity } from '@agenttrader/domain/money/quantity';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import type { StartingTrade } from './demo-tenants.ts';

/**
 * The fields of an open shadow trade. Its entry is the present price times the trade's factor, to the cent;
 * it counts as unmarked until the first pulse.
 *
 * @param at when the trade counts as opened
 */
export function openTradeFields(trade: StartingTrade, price: Price, at: Date): Record<string, unknown> {
  const quantity = parseQuantity(trade.quantity);
  const entryPrice = parsePrice(scaleMoney(roundToCents(price), trade.entryFactor));
  return openedTrade({
    symbol: parseTradableSymbol(trade.symbol),
    side: trade.side,
    quantity,
    entryPrice,
    notional: notionalOf(entryPrice, quantity),
    source: 'manual',
    signalId: null,
    createdAt: at,
  });
}
