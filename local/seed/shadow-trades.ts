import { roundToCents, scaleMoney } from '@agenttrader/domain/money/money';
import { notionalOf } from '@agenttrader/domain/money/notional';
import { type Price, parsePrice } from '@agenttrader/domain/money/price';
import { parseQuantity } from '@agenttrader/domain/money/quantity';
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
  return {
    symbol: trade.symbol,
    side: trade.side,
    quantity,
    entry_price: entryPrice,
    notional: notionalOf(entryPrice, quantity),
    status: 'OPEN',
    source: 'manual',
    strategy: null,
    signal_id: null,
    current_price: entryPrice,
    current_pnl: '0.00',
    pnl_percent: '0',
    last_updated: at,
    created_at: at,
  };
}
