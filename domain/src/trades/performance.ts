import { Decimal } from '../money/decimal.ts';
import {
  addMoney,
  isNegativeMoney,
  isPositiveMoney,
  type Money,
  moneyOf,
  negateMoney,
  subtractMoney,
  ZERO_MONEY,
} from '../money/money.ts';
import { type Percent, percentageOf } from '../money/percent.ts';
import { divide, ROUNDING } from '../money/rounding.ts';

/** What is counted of closed trades; every figure of their performance follows from it. */
export interface PerformanceSums {
  readonly closedTrades: number;
  /** Trades that gained, and trades that lost; one that did neither is in neither. */
  readonly wins: number;
  readonly losses: number;
  /** Sum of the gains. */
  readonly grossProfit: Money;
  /** Sum of the losses, as a positive amount. */
  readonly grossLoss: Money;
}

export const EMPTY_SUMS: PerformanceSums = {
  closedTrades: 0,
  wins: 0,
  losses: 0,
  grossProfit: ZERO_MONEY,
  grossLoss: ZERO_MONEY,
};

/** The sums with one more closed trade. */
export function countTrade(sums: PerformanceSums, finalPnl: Money): PerformanceSums {
  const closedTrades = sums.closedTrades + 1;
  if (isPositiveMoney(finalPnl)) {
    return {
      ...sums,
      closedTrades,
      wins: sums.wins + 1,
      grossProfit: addMoney(sums.grossProfit, finalPnl),
    };
  }
  if (isNegativeMoney(finalPnl)) {
    const grossLoss = addMoney(sums.grossLoss, negateMoney(finalPnl));
    return { ...sums, closedTrades, losses: sums.losses + 1, grossLoss };
  }
  return { ...sums, closedTrades };
}

/** Figures that are not defined yet are null: a ratio to nothing is no number. */
export interface PerformanceFigures {
  /** Gross profit less gross loss. */
  readonly realizedPnl: Money;
  /** Wins in per cent of the closed trades. */
  readonly winRate: Percent | null;
  /** Gross profit over gross loss, to four places. */
  readonly profitFactor: string | null;
  /** Realized P&L per closed trade. */
  readonly expectancy: Money | null;
}

/** What the sums amount to. */
export function computePerformance({
  closedTrades,
  wins,
  grossProfit,
  grossLoss,
}: PerformanceSums): PerformanceFigures {
  const realizedPnl = subtractMoney(grossProfit, grossLoss);
  const trades = new Decimal(String(closedTrades));
  return {
    realizedPnl,
    winRate: closedTrades === 0 ? null : percentageOf(new Decimal(String(wins)), trades),
    profitFactor: isPositiveMoney(grossLoss)
      ? divide(new Decimal(grossProfit), new Decimal(grossLoss), ROUNDING.percent).toFixed()
      : null,
    expectancy: closedTrades === 0 ? null : moneyOf(divide(new Decimal(realizedPnl), trades, ROUNDING.pnl)),
  };
}
