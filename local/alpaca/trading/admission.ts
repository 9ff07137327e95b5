import { type ApiError, forbidden, unprocessable } from '../http/api-error.ts';
import { absolute, formatNano, type Nano, nano, ONE } from '../money/nano.ts';
import type { Market } from '../prices/market.ts';
import { claimedByOrders, claimedQuantity, costOf } from './claims.ts';
import type { OrderRequest } from './order-request.ts';
import { quantityOf } from './portfolio.ts';
import type { Account, PositionIntent } from './state.ts';
import { buyingPower, multiplierFor, type Valuation, valueAt } from './valuation.ts';

function checkAllowed(account: Account): void {
  const { settings } = account.state;
  if (settings.accountBlocked) throw forbidden('account is blocked');
  if (settings.tradingBlocked) throw forbidden('trading is blocked for this account');
  if (settings.tradeSuspendedByUser) throw forbidden('new orders are rejected by user request');
  if (settings.status !== 'ACTIVE') throw forbidden('account not eligible to trade');
}

function insufficientQuantity(request: OrderRequest, account: Account, held: Nano, wanted: Nano): ApiError {
  const { symbol, assetClass } = request.instrument;
  const free = absolute(held) - claimedQuantity(account, symbol);
  const numbers = `requested: ${formatNano(wanted)}, available: ${formatNano(free)}`;
  const extra = { symbol, available: formatNano(free), existing_qty: formatNano(absolute(held)) };
  return assetClass === 'crypto'
    ? forbidden(`insufficient balance for ${symbol.split('/')[0]} (${numbers})`, extra)
    : forbidden(`insufficient qty available for order (${numbers})`, extra);
}

function checkShort(request: OrderRequest, account: Account, valuation: Valuation, wanted: Nano): void {
  const { settings } = account.state;
  if (request.instrument.assetClass === 'crypto') throw insufficientQuantity(request, account, 0n, wanted);
  if (request.notional !== null || wanted % ONE !== 0n)
    throw unprocessable('fractional orders cannot be sold short');
  if (!settings.shortingEnabled || multiplierFor(settings, valuation.equity) === 1n) {
    throw forbidden('account is not allowed to short');
  }
}

function checkFunds(
  request: OrderRequest,
  account: Account,
  market: Market,
  valuation: Valuation,
  cost: Nano,
  ms: number,
) {
  const power = buyingPower(valuation, account.state.settings, claimedByOrders(market, account, ms));
  const crypto = request.instrument.assetClass === 'crypto';
  const available = crypto ? power.cashOnly : power.marginable;
  if (cost <= available) return;
  if (crypto) {
    const numbers = `requested: ${formatNano(cost)}, available: ${formatNano(available)}`;
    throw forbidden(`insufficient balance for USD (${numbers})`, {
      symbol: 'USD',
      available: formatNano(available),
    });
  }
  throw forbidden('insufficient buying power', {
    buying_power: formatNano(available),
    cost_basis: formatNano(cost),
  });
}

/**
 * Holds an order against the account: its permissions, its free quantity for one that closes a position, its
 * buying power for one that opens one. No order may do both.
 * @returns what the order does to the position.
 * @throws ApiError 403 or 422 with Alpaca's reason.
 */
export function admit(market: Market, account: Account, request: OrderRequest, ms: number): PositionIntent {
  checkAllowed(account);
  const { symbol } = request.instrument;
  const held = quantityOf(account.state.portfolio, symbol);
  const cost = costOf(market, { ...request, symbol }, ms);
  const valuation = valueAt(market, account.state.portfolio, ms);
  const closing = request.side === 'sell' ? held > 0n : held < 0n;
  if (closing) {
    const free = absolute(held) - claimedQuantity(account, symbol);
    // A dollar amount is worth its quantity at the present price.
    const position = valuation.holdings.find(one => one.instrument.symbol === symbol);
    const wanted =
      request.qty === null
        ? (nano(request.notional ?? '0') * ONE) / (position?.price ?? ONE)
        : nano(request.qty);
    if (wanted > free) throw insufficientQuantity(request, account, held, wanted);
    return request.side === 'sell' ? 'sell_to_close' : 'buy_to_close';
  }
  if (request.side === 'sell') checkShort(request, account, valuation, nano(request.qty ?? '0'));
  checkFunds(request, account, market, valuation, cost, ms);
  return request.side === 'sell' ? 'sell_to_open' : 'buy_to_open';
}
