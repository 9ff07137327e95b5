import { newYorkDate } from '../clock/new-york.ts';
import { invalidField } from '../http/api-error.ts';
import { ok, type Reply } from '../http/reply.ts';
import {
  type AccountRequest,
  directionParam,
  type Handler,
  intParam,
  listParam,
  param,
  timeParam,
} from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { timestamp } from '../trading/account-view.ts';
import type { Account, FillState } from '../trading/state.ts';

const TYPE = /^[A-Z]{2,10}$/;

/** Sorts like the moment it happened and says which execution it was. */
function activityId(fill: FillState): string {
  const digits = new Date(fill.ms).toISOString().replace(/\D/g, '');
  return `${digits}${String(fill.sequence).padStart(6, '0')}::${fill.orderId}`;
}

function activityView(account: Account, fill: FillState): Record<string, unknown> {
  const order = account.orders.get(fill.orderId);
  return {
    id: activityId(fill),
    activity_type: 'FILL',
    transaction_time: timestamp(fill.ms),
    type: 'fill',
    price: fill.price,
    qty: fill.qty,
    side: fill.side,
    symbol: fill.symbol,
    leaves_qty: '0',
    cum_qty: fill.qty,
    order_id: fill.orderId,
    order_status: order?.status ?? 'filled',
  };
}

/** Executions are the only activities there are: nothing is deposited, and no dividend is paid. */
function wantsFills(query: URLSearchParams, types: readonly string[] | undefined): boolean {
  for (const type of types ?? []) {
    if (!TYPE.test(type)) throw invalidField(`invalid activity type: ${type.slice(0, 40)}`);
  }
  const category = query.get('category');
  if (category !== null && types !== undefined)
    throw invalidField('category and activity_types exclude each other');
  if (category === 'non_trade_activity') return false;
  return types === undefined || types.length === 0 || types.includes('FILL') || types.includes('TRADE');
}

function list(request: AccountRequest, types: readonly string[] | undefined): Reply {
  const { query, account } = request;
  const direction = directionParam(query, 'direction', 'desc', invalidField);
  const after = timeParam(query, 'after', invalidField) ?? Number.NEGATIVE_INFINITY;
  const until = timeParam(query, 'until', invalidField) ?? Number.POSITIVE_INFINITY;
  const day = timeParam(query, 'date', invalidField);
  const date = day === undefined ? undefined : new Date(day).toISOString().slice(0, 10);
  const pageSize = intParam(query, 'page_size', { min: 1, max: 100, fallback: 100 }, invalidField);
  if (!wantsFills(query, types)) return ok([]);
  const found = account.fills
    .filter(
      fill => fill.ms > after && fill.ms < until && (date === undefined || newYorkDate(fill.ms) === date),
    )
    .sort((a, b) => (direction === 'asc' ? a.sequence - b.sequence : b.sequence - a.sequence));
  const token = query.get('page_token') ?? '';
  const position = token === '' ? -1 : found.findIndex(fill => activityId(fill) === token);
  if (token !== '' && position === -1) throw invalidField('invalid page_token');
  return ok(found.slice(position + 1, position + 1 + pageSize).map(fill => activityView(account, fill)));
}

/** What happened in the account. */
export const activityRoutes: Route<Handler>[] = [
  {
    method: 'GET',
    pattern: '/v2/account/activities',
    handler: request => list(request, listParam(request.query, 'activity_types')),
  },
  {
    method: 'GET',
    pattern: '/v2/account/activities/:activityType',
    handler: request => list(request, [param(request, 'activityType')]),
  },
];
