import { amountOf, minimum, type Nano, nano } from '../money/nano.ts';
import { findInstrument } from '../prices/instruments.ts';
import type { Market } from '../prices/market.ts';
import { executionPrice } from './matching.ts';
import { quantityOf } from './portfolio.ts';
import { openOrders } from './settle.ts';
import type { Account, OrderState } from './state.ts';

type Priced = Pick<OrderState, 'symbol' | 'side' | 'qty' | 'notional' | 'limitPrice' | 'stopPrice'>;

/** What an order would cost, in whole cents: at its limit, else its stop, else the far side of the present quote. */
export function costOf(market: Market, order: Priced, ms: number): Nano {
  if (order.notional !== null) return nano(order.notional);
  const instrument = findInstrument(order.symbol);
  if (instrument === undefined || order.qty === null) return 0n;
  const stated = order.limitPrice ?? order.stopPrice;
  const price =
    stated === null ? executionPrice(instrument, order, market.tape(instrument).priceAt(ms)) : nano(stated);
  return amountOf(nano(order.qty), price);
}

/** Quantity of a held symbol that open orders on the closing side have already claimed. */
export function claimedQuantity(account: Account, symbol: string): Nano {
  const held = quantityOf(account.state.portfolio, symbol);
  let claimed = 0n;
  for (const order of openOrders(account)) {
    if (order.symbol !== symbol || order.qty === null) continue;
    if (held > 0n && order.side === 'sell') claimed += nano(order.qty);
    if (held < 0n && order.side === 'buy') claimed += nano(order.qty);
  }
  const size = held < 0n ? -held : held;
  return minimum(claimed, size);
}

/** Dollars that open orders which open positions have claimed of the buying power. */
export function claimedByOrders(market: Market, account: Account, ms: number): Nano {
  let claimed = 0n;
  for (const order of openOrders(account)) {
    if (order.positionIntent === 'buy_to_open' || order.positionIntent === 'sell_to_open') {
      claimed += costOf(market, order, ms);
    }
  }
  return claimed;
}
