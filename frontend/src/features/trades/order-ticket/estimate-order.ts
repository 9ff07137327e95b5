import type { GetQuoteResponse } from '@agenttrader/domain/callables/get-quote';
import {
  compareMoney,
  type Money,
  parseMoney,
  scaleMoney,
  subtractMoney,
} from '@agenttrader/domain/money/money';
import { notionalOf } from '@agenttrader/domain/money/notional';
import { type Price, parsePrice } from '@agenttrader/domain/money/price';
import { type Quantity, quantityForNotional } from '@agenttrader/domain/money/quantity';
import { entryPriceAt } from '@agenttrader/domain/trades/quote-price';
import type { Side } from '@agenttrader/domain/trades/side';
import type { OrderSize } from './ticket-form.ts';

export type OrderRefusal = 'too-small' | 'above-limit';

/** What an order would become at a quote. Amounts are US dollars. */
export interface OrderEstimate {
  readonly price: Price;
  readonly quantity: Quantity;
  readonly notional: Money;
  /** What the trade gains or loses when the price moves by one per cent. */
  readonly onePercent: Money;
  /** What a real order of this size would leave; null while the account is not known. */
  readonly buyingPowerLeft: Money | null;
  /** Why the server would refuse this size; null when it would not. */
  readonly refusal: OrderRefusal | null;
}

/** What the account sets against an order, as far as it is known. US dollars. */
export interface OrderBounds {
  readonly buyingPower: Money | null;
  /** The trader's own limit for a single trade. */
  readonly maxTrade: Money | null;
}

const ONE_PERCENT = '0.01';
/** The server's limit for dust. */
const MIN_NOTIONAL = parseMoney('1.00');

/**
 * The same computation that the server makes at its own quote a moment later; null when the size is too large to
 * compute with, or buys nothing.
 */
export function estimateOrder(
  { side, size }: { readonly side: Side; readonly size: OrderSize },
  quote: GetQuoteResponse,
  { buyingPower, maxTrade }: OrderBounds,
): OrderEstimate | null {
  try {
    const price = parsePrice(entryPriceAt(quote, side));
    const quantity = 'quantity' in size ? size.quantity : quantityForNotional(size.notionalUsd, price);
    if (quantity === null) return null;
    const notional = notionalOf(price, quantity);
    return {
      price,
      quantity,
      notional,
      onePercent: scaleMoney(notional, ONE_PERCENT),
      buyingPowerLeft: buyingPower === null ? null : subtractMoney(buyingPower, notional),
      refusal: refusalOf(notional, maxTrade),
    };
  } catch {
    return null;
  }
}

function refusalOf(notional: Money, maxTrade: Money | null): OrderRefusal | null {
  if (compareMoney(notional, MIN_NOTIONAL) < 0) return 'too-small';
  return maxTrade !== null && compareMoney(notional, maxTrade) > 0 ? 'above-limit' : null;
}
