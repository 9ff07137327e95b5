import { isPositiveMoney, type Money, maxMoney, minMoney, ZERO_MONEY } from '../money/money.ts';

/** What bounds the size of a signal. */
export interface SpendingLimits {
  /** May be negative, in a margin account under water. */
  readonly buyingPower: Money;
  /** The trader's own limit for a single trade, where one is set. */
  readonly tenantCap: Money | undefined;
  /** The operator's limit for a single trade of anybody. */
  readonly platformCap: Money;
}

/** The most that a signal may be worth: the least of all limits, and never below zero. */
export function signalBudget({ buyingPower, tenantCap, platformCap }: SpendingLimits): Money {
  const least = minMoney(buyingPower, platformCap, ...(tenantCap === undefined ? [] : [tenantCap]));
  return maxMoney(ZERO_MONEY, least);
}

/** Whether there is anything to propose with, and if not, why. */
export function emptyBudgetReason(
  limits: SpendingLimits,
): 'no_buying_power' | 'trade_limit_zero' | undefined {
  if (!isPositiveMoney(limits.buyingPower)) return 'no_buying_power';
  return isPositiveMoney(signalBudget(limits)) ? undefined : 'trade_limit_zero';
}
