import { notionalOf } from '@agenttrader/domain/money/notional';
import { parsePrice } from '@agenttrader/domain/money/price';
import { quantityForNotional } from '@agenttrader/domain/money/quantity';
import type { OrderSize, SizeKind } from './ticket-form.ts';

/**
 * What to put into the size field when its unit changes: the same size in the other unit, at a price in US dollars.
 * Empty where that is not known: a number that stayed would mean something else.
 *
 * @param size what the field holds, null where it is no size
 * @param price of one share or coin, null without a quote
 */
export function convertSize(size: OrderSize | null, to: SizeKind, price: string | null): string {
  if (size === null || price === null) return '';
  try {
    if ('quantity' in size)
      return to === 'quantity' ? size.quantity : notionalOf(parsePrice(price), size.quantity);
    return to === 'notional'
      ? size.notionalUsd
      : (quantityForNotional(size.notionalUsd, parsePrice(price)) ?? '');
  } catch {
    return '';
  }
}
