import type { Money } from '../money/money.ts';
import type { Percent } from '../money/percent.ts';
import type { Price } from '../money/price.ts';
import type { Quantity } from '../money/quantity.ts';
import { profitAndLoss } from './profit-and-loss.ts';
import type { Side } from './side.ts';

/** A trade and the price that it is closed at. */
export interface ClosingTrade {
  readonly side: Side;
  readonly quantity: Quantity;
  readonly entryPrice: Price;
  readonly exitPrice: Price;
}

/** Realized profit or loss, in dollars and in per cent of the entry notional. */
export interface RealizedPnl {
  readonly finalPnl: Money;
  readonly finalPnlPercent: Percent;
}

/**
 * Settles a trade at its exit price.
 *
 * @throws DecimalError `out-of-range`
 */
export function closeTrade({ side, quantity, entryPrice, exitPrice }: ClosingTrade): RealizedPnl {
  const { pnl, percent } = profitAndLoss(side, quantity, entryPrice, exitPrice);
  return { finalPnl: pnl, finalPnlPercent: percent };
}
