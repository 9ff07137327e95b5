import { invalidField, notFound, unprocessable } from '../http/api-error.ts';
import { ok, type Reply } from '../http/reply.ts';
import {
  type AccountRequest,
  bodyObject,
  directionParam,
  type Handler,
  intParam,
  listParam,
  param,
  timeParam,
} from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { findInstrument } from '../prices/instruments.ts';
import { clientOrderId, parseOrder, positiveDecimal, priceField } from '../trading/order-request.ts';
import { orderView } from '../trading/order-view.ts';
import { closeOrder, findByClientOrderId, placeOrder } from '../trading/orders.ts';
import { openOrders } from '../trading/settle.ts';
import type { OrderState } from '../trading/state.ts';

const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

function find(request: AccountRequest): OrderState {
  const id = param(request, 'orderId');
  if (!UUID.test(id)) throw invalidField('order_id must be a valid uuid');
  const order = request.account.orders.get(id.toLowerCase());
  if (order === undefined) throw notFound(`order not found for ${id}`);
  return order;
}

function place(request: AccountRequest): Reply {
  return ok(placeOrder(request.exchange, request.account, parseOrder(bodyObject(request)), request.now));
}

function statusFilter(query: URLSearchParams): (order: OrderState) => boolean {
  switch (query.get('status') ?? 'open') {
    case 'open':
      return order => order.status === 'new';
    case 'closed':
      return order => order.status !== 'new';
    case 'all':
      return () => true;
    default:
      throw invalidField('invalid status: must be open, closed or all');
  }
}

function symbolFilter(query: URLSearchParams): (order: OrderState) => boolean {
  const symbols = listParam(query, 'symbols');
  if (symbols === undefined || symbols.length === 0) return () => true;
  const wanted = new Set(symbols.map(symbol => findInstrument(symbol)?.symbol));
  return order => wanted.has(order.symbol);
}

/** Keeps orders on the far side of another order in time. */
function neighbourFilter(
  request: AccountRequest,
  name: string,
  keep: (order: OrderState, other: OrderState) => boolean,
) {
  const id = request.query.get(name);
  if (id === null || id === '') return () => true;
  const other = request.account.orders.get(id.toLowerCase());
  if (other === undefined) throw invalidField(`invalid ${name}`);
  return (order: OrderState) => keep(order, other);
}

function list(request: AccountRequest): Reply {
  const { query, account, now } = request;
  const after = timeParam(query, 'after', invalidField) ?? Number.NEGATIVE_INFINITY;
  const until = timeParam(query, 'until', invalidField) ?? Number.POSITIVE_INFINITY;
  const limit = intParam(query, 'limit', { min: 1, max: 500, fallback: 50 }, invalidField);
  const direction = directionParam(query, 'direction', 'desc', invalidField);
  const side = query.get('side');
  const assetClass = query.get('asset_class');
  const filters = [
    statusFilter(query),
    symbolFilter(query),
    neighbourFilter(request, 'before_order_id', (order, other) => order.sequence < other.sequence),
    neighbourFilter(request, 'after_order_id', (order, other) => order.sequence > other.sequence),
    (order: OrderState) => order.createdMs > after && order.createdMs < until,
    (order: OrderState) => side === null || side === '' || order.side === side,
    (order: OrderState) =>
      assetClass === null || assetClass === '' || findInstrument(order.symbol)?.assetClass === assetClass,
  ];
  const found = [...account.orders.values()]
    .filter(order => filters.every(fits => fits(order)))
    .sort((a, b) => (direction === 'asc' ? a.sequence - b.sequence : b.sequence - a.sequence));
  return ok(found.slice(0, limit).map(order => orderView(order, now.ms)));
}

function cancel(request: AccountRequest): Reply {
  const order = find(request);
  if (!closeOrder(order, 'canceled', request.now.ms)) {
    throw unprocessable(`order is already in "${order.status}" state`);
  }
  request.exchange.save(request.account, [order]);
  return { status: 204 };
}

/** Cancels everything open, and reports each order's fate. */
export function cancelAll(request: AccountRequest): { id: string; status: number }[] {
  const open = openOrders(request.account);
  for (const order of open) closeOrder(order, 'canceled', request.now.ms);
  if (open.length > 0) request.exchange.save(request.account, open);
  return open.map(order => ({ id: order.id, status: 200 }));
}

function replace(request: AccountRequest): Reply {
  const { exchange, account, now } = request;
  const order = find(request);
  const body = bodyObject(request);
  const instrument = findInstrument(order.symbol);
  if (instrument === undefined) throw notFound(`asset not found for ${order.symbol}`);
  if (order.status !== 'new') throw unprocessable(`order is already in "${order.status}" state`);
  if (order.notional !== null) throw unprocessable('notional orders cannot be replaced');
  const trail = positiveDecimal(body, 'trail');
  const merged = {
    symbol: order.symbol,
    side: order.side,
    type: order.type,
    time_in_force: body.time_in_force ?? order.timeInForce,
    qty: positiveDecimal(body, 'qty') ?? order.qty,
    limit_price: priceField(body, 'limit_price', instrument) ?? order.limitPrice,
    stop_price: priceField(body, 'stop_price', instrument) ?? order.stopPrice,
    trail_price: order.trailPrice === null ? null : (trail ?? order.trailPrice),
    trail_percent: order.trailPercent === null ? null : (trail ?? order.trailPercent),
    extended_hours: order.extendedHours,
    client_order_id: clientOrderId(body),
  };
  const wanted = parseOrder(merged);
  const before = structuredClone(order);
  closeOrder(order, 'replaced', now.ms);
  try {
    return ok(placeOrder(exchange, account, wanted, now, order));
  } catch (error) {
    // The replacement was refused, so what it would have replaced stays open.
    Object.assign(order, before);
    throw error;
  }
}

/** Placing, finding, changing and cancelling orders. */
export const orderRoutes: Route<Handler>[] = [
  { method: 'POST', pattern: '/v2/orders', handler: place },
  { method: 'GET', pattern: '/v2/orders', handler: list },
  {
    method: 'DELETE',
    pattern: '/v2/orders',
    handler: request => ({ status: 207, body: cancelAll(request) }),
  },
  {
    method: 'GET',
    pattern: '/v2/orders:by_client_order_id',
    handler: ({ account, query, now }) => {
      const id = query.get('client_order_id') ?? '';
      const order = findByClientOrderId(account, id);
      if (order === undefined) throw notFound(`order not found for ${id}`);
      return ok(orderView(order, now.ms));
    },
  },
  {
    method: 'GET',
    pattern: '/v2/orders/:orderId',
    handler: request => ok(orderView(find(request), request.now.ms)),
  },
  { method: 'PATCH', pattern: '/v2/orders/:orderId', handler: replace },
  { method: 'DELETE', pattern: '/v2/orders/:orderId', handler: cancel },
];
