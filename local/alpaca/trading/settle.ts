import { formatNano, type Nano, nano, ONE } from '../money/nano.ts';
import { findInstrument } from '../prices/instruments.ts';
import type { Market } from '../prices/market.ts';
import { type Progress, playOrder } from './matching.ts';
import { execute } from './portfolio.ts';
import type { Account, FillState, OrderState } from './state.ts';
import { orderWindow } from './window.ts';

/** What settling changed, for the store. */
export interface Settled {
  readonly orders: OrderState[];
  readonly fills: FillState[];
}

/** Quantity of an order: as ordered, or what its dollar amount buys at a price, rounded down to nine places. */
function quantityAt(order: OrderState, price: Nano): Nano {
  if (order.qty !== null) return nano(order.qty);
  return (nano(order.notional ?? '0') * ONE) / price;
}

function fill(account: Account, order: OrderState, ms: number, price: Nano): FillState {
  const { state } = account;
  const qty = quantityAt(order, price);
  const { symbol, side } = order;
  state.portfolio = execute(state.portfolio, { symbol, side, qty, price });
  order.status = 'filled';
  order.filledMs = ms;
  order.updatedMs = ms;
  order.filledQty = formatNano(qty);
  order.filledAvgPrice = formatNano(price);
  const record: FillState = {
    sequence: state.nextSequence++,
    orderId: order.id,
    symbol,
    side,
    qty: order.filledQty,
    price: order.filledAvgPrice,
    ms,
  };
  account.fills.push(record);
  return record;
}

function end(order: OrderState, ms: number): void {
  order.status = order.timeInForce === 'ioc' || order.timeInForce === 'fok' ? 'canceled' : 'expired';
  order.endedMs = ms;
  order.updatedMs = ms;
}

/** The account's open orders, oldest first. */
export function openOrders(account: Account): OrderState[] {
  return [...account.orders.values()].filter(order => order.status === 'new');
}

/** Fills and ends the account's open orders as the tape demands up to `toMs`, in the order in which it happened. */
export function settleUntil(market: Market, account: Account, toMs: number): Settled {
  const due: { order: OrderState; progress: Exclude<Progress, { kind: 'open' }> }[] = [];
  const orders: OrderState[] = [];
  for (const order of openOrders(account)) {
    const instrument = findInstrument(order.symbol);
    if (instrument === undefined) continue;
    const progress = playOrder(market.tape(instrument), order, toMs);
    if (progress.kind !== 'open') {
      due.push({ order, progress });
      continue;
    }
    if (progress.triggered !== order.triggered || progress.highWaterMark !== order.highWaterMark)
      orders.push(order);
    order.triggered = progress.triggered;
    order.highWaterMark = progress.highWaterMark;
    order.scanFromMs = Math.max(order.scanFromMs, Math.floor(toMs / 1000) * 1000 + 1000);
  }
  due.sort((a, b) => a.progress.ms - b.progress.ms || a.order.sequence - b.order.sequence);
  const fills: FillState[] = [];
  for (const { order, progress } of due) {
    if (progress.kind === 'filled') fills.push(fill(account, order, progress.ms, progress.price));
    else end(order, progress.ms);
    orders.push(order);
  }
  return { orders, fills };
}

/**
 * Takes an account over to a timeline that starts at `startMs`, after market time ran backwards from `endMs`:
 * its portfolio becomes its new beginning, and what is left of its orders' lives begins there.
 * @returns the orders that changed.
 */
export function restartTimeline(
  market: Market,
  account: Account,
  startMs: number,
  endMs: number,
): OrderState[] {
  const { state } = account;
  state.baseline = {
    sinceMs: startMs,
    fromFill: state.nextSequence,
    portfolio: structuredClone(state.portfolio),
  };
  const open = openOrders(account);
  for (const order of open) {
    const crypto = findInstrument(order.symbol)?.assetClass === 'crypto';
    const window = orderWindow(market.calendar, crypto ? 'crypto' : 'us_equity', order.timeInForce, startMs);
    order.scanFromMs = startMs;
    order.activeFromMs = window.activeFromMs;
    order.activeUntilMs =
      order.timeInForce === 'gtc' ? order.activeUntilMs + startMs - endMs : window.activeUntilMs;
  }
  return open;
}
