import type { Money } from '../money/money.ts';
import type { Percent } from '../money/percent.ts';
import type { Price } from '../money/price.ts';
import type { Quantity } from '../money/quantity.ts';
import { profitAndLoss } from './profit-and-loss.ts';
import type { Side } from './side.ts';

/** An open trade and the price that it is valued at. */
export interface MarkedTrade {
  readonly side: Side;
  readonly quantity: Quantity;
  readonly entryPrice: Price;
  readonly currentPrice: Price;
}

/** Unrealized profit or loss, in dollars and in per cent of the entry notional. */
export interface MarkToMarket {
  readonly currentPnl: Money;
  readonly pnlPercent: Percent;
}

/**
 * Values an open trade at the current price.
 *
 * @throws DecimalError `out-of-range`
 */
export function markToMarket({ side, quantity, entryPrice, currentPrice }: MarkedTrade): MarkToMarket {
  const { pnl, percent } = profitAndLoss(side, quantity, entryPrice, currentPrice);
  return { currentPnl: pnl, pnlPercent: percent };
}
