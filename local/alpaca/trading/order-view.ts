import { findInstrument } from '../prices/instruments.ts';
import { timestamp } from './account-view.ts';
import type { OrderState } from './state.ts';

function when(ms: number | null): string | null {
  return ms === null ? null : timestamp(ms);
}

/** How an order's state is named on the wire at `ms`: an open one is `accepted` until it can trade. */
function shownStatus(order: OrderState, ms: number): string {
  if (order.status !== 'new') return order.status;
  return ms < order.activeFromMs ? 'accepted' : 'new';
}

/** An order as the orders endpoints show it. */
export function orderView(order: OrderState, ms: number): Record<string, unknown> {
  const instrument = findInstrument(order.symbol);
  const ended = (status: OrderState['status']) => (order.status === status ? when(order.endedMs) : null);
  return {
    id: order.id,
    client_order_id: order.clientOrderId,
    created_at: timestamp(order.createdMs),
    updated_at: timestamp(order.updatedMs),
    submitted_at: timestamp(order.createdMs),
    filled_at: when(order.filledMs),
    expired_at: ended('expired'),
    expires_at: timestamp(order.activeUntilMs),
    canceled_at: ended('canceled'),
    failed_at: null,
    replaced_at: ended('replaced'),
    replaced_by: order.replacedBy,
    replaces: order.replaces,
    asset_id: instrument?.id ?? null,
    symbol: order.symbol,
    asset_class: instrument?.assetClass ?? null,
    notional: order.notional,
    qty: order.qty,
    filled_qty: order.filledQty,
    filled_avg_price: order.filledAvgPrice,
    order_class: 'simple',
    order_type: order.type,
    type: order.type,
    side: order.side,
    position_intent: order.positionIntent,
    time_in_force: order.timeInForce,
    limit_price: order.limitPrice,
    stop_price: order.stopPrice,
    status: shownStatus(order, ms),
    extended_hours: order.extendedHours,
    legs: null,
    trail_percent: order.trailPercent,
    trail_price: order.trailPrice,
    hwm: order.highWaterMark,
    subtag: null,
    source: null,
  };
}
