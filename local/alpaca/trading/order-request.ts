import { invalidField, unprocessable } from '../http/api-error.ts';
import { formatNano, type Nano, nano, ONE, parseNano } from '../money/nano.ts';
import { findInstrument, type Instrument } from '../prices/instruments.ts';
import type { OrderSide, OrderType, TimeInForce } from './state.ts';

/** An order as requested: well-formed in itself, not yet held against the account. */
export interface OrderRequest {
  readonly instrument: Instrument;
  readonly side: OrderSide;
  readonly type: OrderType;
  readonly timeInForce: TimeInForce;
  readonly qty: string | null;
  readonly notional: string | null;
  readonly limitPrice: string | null;
  readonly stopPrice: string | null;
  readonly trailPrice: string | null;
  readonly trailPercent: string | null;
  readonly extendedHours: boolean;
  readonly clientOrderId: string | undefined;
}

type Body = Readonly<Record<string, unknown>>;

const SIDES: readonly OrderSide[] = ['buy', 'sell'];
const TYPES: readonly OrderType[] = ['market', 'limit', 'stop', 'stop_limit', 'trailing_stop'];
const TIMES: readonly TimeInForce[] = ['day', 'gtc', 'ioc', 'fok', 'opg', 'cls'];
const CRYPTO_TYPES: readonly OrderType[] = ['market', 'limit', 'stop_limit'];
const CRYPTO_TIMES: readonly TimeInForce[] = ['gtc', 'ioc'];
const LONGEST_CLIENT_ORDER_ID = 128;

function parseOneOf<T extends string>(body: Body, name: string, values: readonly T[], fallback?: T): T {
  const value = body[name] ?? fallback;
  const found = values.find(one => one === value);
  if (found === undefined)
    throw invalidField(value === undefined ? `${name} is required` : `invalid ${name}`);
  return found;
}

/** A positive decimal field in its shortest form, given as a string or a number; null when absent or empty. */
export function positiveDecimal(body: Body, name: string): string | null {
  const value = body[name];
  if (value === undefined || value === null || value === '') return null;
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  const parsed = parseNano(text);
  if (parsed === undefined) throw invalidField(`invalid ${name}`);
  if (parsed <= 0n) throw invalidField(`${name} must be > 0`);
  return formatNano(parsed);
}

/** A price field on the instrument's grid: sub-penny prices are refused as Alpaca refuses them. */
export function priceField(body: Body, name: string, instrument: Instrument): string | null {
  const text = positiveDecimal(body, name);
  if (text === null) return null;
  // Stocks under a dollar may be priced in hundredths of a cent.
  const decimals = instrument.assetClass === 'us_equity' && nano(text) < ONE ? 4 : instrument.priceDecimals;
  if (nano(text) % 10n ** BigInt(9 - decimals) !== 0n) {
    throw unprocessable(
      `invalid ${name} ${text}. sub-penny increment does not fulfill minimum pricing criteria`,
    );
  }
  return text;
}

function checkPrices(
  type: OrderType,
  request: Pick<OrderRequest, 'limitPrice' | 'stopPrice' | 'trailPrice' | 'trailPercent'>,
) {
  const limited = type === 'limit' || type === 'stop_limit';
  const stopped = type === 'stop' || type === 'stop_limit';
  const trails = Number(request.trailPrice !== null) + Number(request.trailPercent !== null);
  if (type === 'market' && (request.limitPrice !== null || request.stopPrice !== null)) {
    throw unprocessable('market orders require no stop or limit price');
  }
  if (limited && request.limitPrice === null) throw unprocessable(`${type} orders require limit price`);
  if (!limited && request.limitPrice !== null) throw unprocessable(`${type} orders require no limit price`);
  if (stopped && request.stopPrice === null) throw unprocessable(`${type} orders require stop price`);
  if (!stopped && request.stopPrice !== null) throw unprocessable(`${type} orders require no stop price`);
  if (type === 'trailing_stop' ? trails !== 1 : trails !== 0) {
    const rule = 'trailing_stop orders must specify one of trail_price or trail_percent';
    throw unprocessable(
      type === 'trailing_stop' ? rule : `${type} orders require no trail_price or trail_percent`,
    );
  }
}

function isWhole(quantity: Nano): boolean {
  return quantity % ONE === 0n;
}

function checkSize(request: OrderRequest): void {
  const { instrument, qty, notional, type, timeInForce } = request;
  if (qty !== null && notional !== null) throw invalidField('only one of qty or notional is accepted');
  if (qty === null && notional === null) throw invalidField('qty or notional is required');
  if (notional !== null) {
    if (nano(notional) % 10_000_000n !== 0n)
      throw unprocessable('notional value must be limited to 2 decimal places');
    if (nano(notional) < ONE) throw forbiddenSize();
    if (type !== 'market') throw unprocessable('notional orders must be market orders');
  }
  const fractional = notional !== null || !isWhole(nano(qty ?? '0'));
  if (instrument.assetClass === 'us_equity' && fractional) {
    if (timeInForce !== 'day') throw unprocessable('fractional orders must be DAY orders');
    if (type === 'trailing_stop') throw unprocessable('fractional orders cannot be trailing stop orders');
  }
}

function forbiddenSize() {
  return unprocessable('cost basis must be >= minimal amount of order 1');
}

function checkAssetClass(request: OrderRequest): void {
  const { instrument, type, timeInForce, extendedHours } = request;
  if (instrument.assetClass === 'crypto') {
    if (!CRYPTO_TYPES.includes(type)) throw unprocessable('invalid order type for crypto order');
    if (!CRYPTO_TIMES.includes(timeInForce)) throw unprocessable('invalid crypto time_in_force');
  }
  if ((timeInForce === 'opg' || timeInForce === 'cls') && type !== 'market' && type !== 'limit') {
    throw unprocessable(`${timeInForce} orders must be market or limit orders`);
  }
  if (extendedHours && (type !== 'limit' || (timeInForce !== 'day' && timeInForce !== 'gtc'))) {
    throw unprocessable('extended hours order must be DAY or GTC limit orders');
  }
}

/** A client order id; undefined when absent or empty. @throws ApiError 422 for one that is too long or no string. */
export function clientOrderId(body: Body): string | undefined {
  const value = body.client_order_id;
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw invalidField('invalid client_order_id');
  if (value.length > LONGEST_CLIENT_ORDER_ID) {
    throw invalidField(`client_order_id must be no more than ${LONGEST_CLIENT_ORDER_ID} characters`);
  }
  return value;
}

/** Reads an order from a request body. @throws ApiError 422 with Alpaca's reason. */
export function parseOrder(body: Body): OrderRequest {
  const { symbol } = body;
  if (typeof symbol !== 'string' || symbol === '') throw invalidField('symbol is required');
  const instrument = findInstrument(symbol);
  if (instrument === undefined) throw unprocessable(`asset "${symbol.slice(0, 40)}" not found`);
  parseOneOf(body, 'order_class', ['', 'simple'] as const, 'simple');
  const request: OrderRequest = {
    instrument,
    side: parseOneOf(body, 'side', SIDES),
    type: parseOneOf(body, 'type', TYPES),
    timeInForce: parseOneOf(body, 'time_in_force', TIMES),
    qty: positiveDecimal(body, 'qty'),
    notional: positiveDecimal(body, 'notional'),
    limitPrice: priceField(body, 'limit_price', instrument),
    stopPrice: priceField(body, 'stop_price', instrument),
    trailPrice: priceField(body, 'trail_price', instrument),
    trailPercent: positiveDecimal(body, 'trail_percent'),
    extendedHours: body.extended_hours === true,
    clientOrderId: clientOrderId(body),
  };
  checkAssetClass(request);
  checkPrices(request.type, request);
  checkSize(request);
  return request;
}
