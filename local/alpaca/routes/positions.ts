import { ApiError, invalidField, notFound } from '../http/api-error.ts';
import { ok, type Reply } from '../http/reply.ts';
import { type AccountRequest, type Handler, param } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { absolute, divideHalfEven, formatNano, type Nano, nano, ONE } from '../money/nano.ts';
import { findInstrument, type Instrument, positionSymbol } from '../prices/instruments.ts';
import { claimedQuantity } from '../trading/claims.ts';
import { positiveDecimal } from '../trading/order-request.ts';
import { placeOrder } from '../trading/orders.ts';
import { quantityOf } from '../trading/portfolio.ts';
import { positionViews } from '../trading/position-view.ts';
import { cancelAll } from './orders.ts';

/** The instrument in the path. @throws ApiError 404 when the account holds none of it. */
function held(request: AccountRequest): { instrument: Instrument; qty: Nano } {
  const name = param(request, 'symbol');
  const instrument = findInstrument(name);
  if (instrument === undefined) throw notFound(`symbol not found: ${name.slice(0, 40)}`);
  const qty = quantityOf(request.account.state.portfolio, instrument.symbol);
  if (qty === 0n) throw notFound('position does not exist');
  return { instrument, qty };
}

function close(
  request: AccountRequest,
  instrument: Instrument,
  held: Nano,
  qty: Nano,
): Record<string, unknown> {
  const order = {
    instrument,
    side: held > 0n ? 'sell' : 'buy',
    type: 'market',
    timeInForce: instrument.assetClass === 'crypto' ? 'gtc' : 'day',
    qty: formatNano(qty),
    notional: null,
    limitPrice: null,
    stopPrice: null,
    trailPrice: null,
    trailPercent: null,
    extendedHours: false,
    clientOrderId: undefined,
  } as const;
  return placeOrder(request.exchange, request.account, order, request.now);
}

function closeOne(request: AccountRequest): Reply {
  const { instrument, qty } = held(request);
  const given = Object.fromEntries(request.query);
  const wanted = positiveDecimal(given, 'qty');
  const percentage = positiveDecimal(given, 'percentage');
  if (wanted !== null && percentage !== null) throw invalidField('only one of qty or percentage is accepted');
  if (percentage !== null && nano(percentage) > 100n * ONE)
    throw invalidField('percentage must be between 0 and 100');
  const part =
    percentage === null
      ? nano(wanted ?? formatNano(absolute(qty)))
      : divideHalfEven(absolute(qty) * nano(percentage), 100n * ONE);
  return ok(close(request, instrument, qty, part));
}

/** Closes every position; one that is refused does not keep the others from closing. */
function closeAll(request: AccountRequest): Reply {
  const { account, query } = request;
  if (query.get('cancel_orders') === 'true') cancelAll(request);
  const body = Object.keys(account.state.portfolio.holdings).flatMap(name => {
    const instrument = findInstrument(name);
    if (instrument === undefined) return [];
    const symbol = positionSymbol(instrument);
    const qty = quantityOf(account.state.portfolio, name);
    try {
      const free = absolute(qty) - claimedQuantity(account, name);
      const order = close(request, instrument, qty, free === 0n ? absolute(qty) : free);
      return [{ symbol, status: 200, body: order }];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return [{ symbol, status: error.status, body: error.body }];
    }
  });
  return { status: 207, body };
}

/** Looking at positions and closing them. */
export const positionRoutes: Route<Handler>[] = [
  {
    method: 'GET',
    pattern: '/v2/positions',
    handler: ({ exchange, account, now }) => ok(positionViews(exchange, account, now.ms)),
  },
  { method: 'DELETE', pattern: '/v2/positions', handler: closeAll },
  {
    method: 'GET',
    pattern: '/v2/positions/:symbol',
    handler: request => {
      const { instrument } = held(request);
      const views = positionViews(request.exchange, request.account, request.now.ms);
      return ok(views.find(view => view.symbol === positionSymbol(instrument)));
    },
  },
  { method: 'DELETE', pattern: '/v2/positions/:symbol', handler: closeOne },
];
