import type { MarketNow } from '../clock/market-clock.ts';
import type { Exchange } from '../exchange.ts';
import { invalidField } from '../http/api-error.ts';
import { namedUuid } from '../prices/instruments.ts';
import { admit } from './admission.ts';
import type { OrderRequest } from './order-request.ts';
import { orderView } from './order-view.ts';
import type { Account, OrderState } from './state.ts';
import { orderWindow } from './window.ts';

/** @throws ApiError 422 when another order of the account has the id already. */
function checkUnique(account: Account, clientOrderId: string): void {
  for (const order of account.orders.values()) {
    if (order.clientOrderId === clientOrderId) throw invalidField('client_order_id must be unique');
  }
}

/** The account's order with one of its client order ids. */
export function findByClientOrderId(account: Account, clientOrderId: string): OrderState | undefined {
  for (const order of account.orders.values()) {
    if (order.clientOrderId === clientOrderId) return order;
  }
  return undefined;
}

/**
 * Accepts an order and lets it trade at once if it can.
 * @returns the order as it was accepted: like Alpaca's, the answer never shows a fill yet.
 * @throws ApiError 403 or 422 when it is refused; nothing has changed then.
 */
export function placeOrder(
  exchange: Exchange,
  account: Account,
  request: OrderRequest,
  now: MarketNow,
  replaces?: OrderState,
): Record<string, unknown> {
  const { state } = account;
  const positionIntent = admit(exchange.market, account, request, now.ms);
  const sequence = state.nextSequence;
  const id = namedUuid(`order/${state.id}/${sequence}`);
  const clientOrderId = request.clientOrderId ?? namedUuid(`client-order/${state.id}/${sequence}`);
  checkUnique(account, clientOrderId);
  state.nextSequence += 1;
  const { instrument, clientOrderId: _given, ...terms } = request;
  const window = orderWindow(exchange.market.calendar, instrument.assetClass, request.timeInForce, now.ms);
  const order: OrderState = {
    ...terms,
    id,
    sequence,
    clientOrderId,
    symbol: instrument.symbol,
    positionIntent,
    createdMs: now.ms,
    replaces: replaces?.id ?? null,
    status: 'new',
    updatedMs: now.ms,
    filledMs: null,
    filledQty: '0',
    filledAvgPrice: null,
    endedMs: null,
    replacedBy: null,
    highWaterMark: null,
    triggered: false,
    ...window,
    scanFromMs: window.activeFromMs,
  };
  account.orders.set(id, order);
  const changed = [order];
  if (replaces !== undefined) {
    replaces.replacedBy = id;
    changed.push(replaces);
  }
  exchange.save(account, changed);
  const accepted = {
    ...orderView(order, now.ms),
    status: now.ms < order.activeFromMs ? 'accepted' : 'pending_new',
  };
  exchange.settle(account, now);
  return accepted;
}

/** Ends an open order. @returns whether it was open. */
export function closeOrder(order: OrderState, status: 'canceled' | 'replaced', ms: number): boolean {
  if (order.status !== 'new') return false;
  order.status = status;
  order.endedMs = ms;
  order.updatedMs = ms;
  return true;
}
