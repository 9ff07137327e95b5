import { Decimal } from '../money/decimal.ts';
import { type Money, profitOf } from '../money/money.ts';
import { type Percent, percentageOf } from '../money/percent.ts';
import type { Price } from '../money/price.ts';
import type { Quantity } from '../money/quantity.ts';
import type { Side } from './side.ts';

/** What a trade has gained or lost between two prices. */
export interface ProfitAndLoss {
  readonly pnl: Money;
  readonly percent: Percent;
}

/**
 * Long: (to − from) × quantity; short: (from − to) × quantity; half-even to the cent. The percentage is
 * relative to the exact notional at `from`, not to its rounded figure, and also rounded once. No fees.
 *
 * @throws DecimalError `out-of-range`
 */
export function profitAndLoss(side: Side, quantity: Quantity, from: Price, to: Price): ProfitAndLoss {
  const start = new Decimal(from);
  const rise = new Decimal(to).minus(start);
  const gain = side === 'BUY' ? rise : rise.neg();
  return {
    pnl: profitOf(gain.times(new Decimal(quantity))),
    // The quantity is a factor of both the gain and the notional, and cancels out.
    percent: percentageOf(gain, start),
  };
}
