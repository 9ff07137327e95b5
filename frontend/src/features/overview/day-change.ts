import { type Money, percentOf, subtractMoney } from '@agenttrader/domain/money/money';
import type { Percent } from '@agenttrader/domain/money/percent';

export interface DayChange {
  /** US dollars since the close of the trading day before. */
  readonly amount: Money;
  /** Of the equity at that close; null where that was zero. */
  readonly percent: Percent | null;
}

/** What the account has gained or lost since the last close; null where the broker did not state that. */
export function dayChange(equity: Money, lastEquity: Money | null): DayChange | null {
  if (lastEquity === null) return null;
  const amount = subtractMoney(equity, lastEquity);
  return { amount, percent: percentOf(amount, lastEquity) };
}
