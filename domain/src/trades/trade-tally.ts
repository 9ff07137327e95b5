import { addMoney, type Money, subtractMoney, ZERO_MONEY } from '../money/money.ts';
import { countTrade, EMPTY_SUMS, type PerformanceSums } from './performance.ts';
import type { TradeSource, TradeStatus } from './shadow-trade.ts';
import type { Side } from './side.ts';

/** What is not one of the words that a field may hold, in documents that an earlier system left. */
export const OTHER = 'OTHER';

/** Sums over trades that are not open. */
export interface TradeSums extends PerformanceSums {
  /** Sum of the entry notionals. */
  readonly notional: Money;
  /** Trades that cannot be read; no other figure counts them. */
  readonly unreadable: number;
}

export const NO_TRADES: TradeSums = { ...EMPTY_SUMS, notional: ZERO_MONEY, unreadable: 0 };

/** A trade that is not open, as far as sums go. */
export interface TalliedTrade {
  readonly status: 'CLOSED' | typeof OTHER;
  readonly side: Side | typeof OTHER;
  readonly source: TradeSource | typeof OTHER;
  /** Undefined where they cannot be read. */
  readonly amounts: { readonly finalPnl: Money; readonly notional: Money } | undefined;
}

/** Sums by status, side and source; only those that some trade has, under a key such as `CLOSED_BUY_manual`. */
export type TradeTally = Readonly<Record<string, TradeSums>>;

const keyOf = ({ status, side, source }: TalliedTrade): string => [status, side, source].join('_');

/** The tally with one more trade. @throws DecimalError when a sum has more digits than money holds */
export function withTrade(tally: TradeTally, trade: TalliedTrade): TradeTally {
  const key = keyOf(trade);
  return { ...tally, [key]: addSums(tally[key] ?? NO_TRADES, sumsOfOne(trade)) };
}

/** The tally without a trade that it counts. What is left is what counting the others gives. */
export function withoutTrade(tally: TradeTally, trade: TalliedTrade): TradeTally {
  const key = keyOf(trade);
  const { [key]: sums = NO_TRADES, ...others } = tally;
  const left = subtractSums(sums, sumsOfOne(trade));
  return left.closedTrades === 0 && left.unreadable === 0 ? others : { ...others, [key]: left };
}

/** The sums over those trades of the tally that match; every field that is given must. */
export function sumTally(
  tally: TradeTally,
  wanted: {
    readonly status?: TradeStatus | undefined;
    readonly side?: Side | undefined;
    readonly source?: TradeSource | undefined;
  } = {},
): TradeSums {
  const matching = Object.entries(tally).filter(([key]) => {
    const [status, side, source] = key.split('_');
    return (
      (wanted.status === undefined || wanted.status === status) &&
      (wanted.side === undefined || wanted.side === side) &&
      (wanted.source === undefined || wanted.source === source)
    );
  });
  return matching.reduce((total, [, sums]) => addSums(total, sums), NO_TRADES);
}

const sumsOfOne = ({ amounts }: TalliedTrade): TradeSums =>
  amounts
    ? { ...countTrade(EMPTY_SUMS, amounts.finalPnl), notional: amounts.notional, unreadable: 0 }
    : { ...NO_TRADES, unreadable: 1 };

const addSums = (a: TradeSums, b: TradeSums): TradeSums => ({
  closedTrades: a.closedTrades + b.closedTrades,
  wins: a.wins + b.wins,
  losses: a.losses + b.losses,
  grossProfit: addMoney(a.grossProfit, b.grossProfit),
  grossLoss: addMoney(a.grossLoss, b.grossLoss),
  notional: addMoney(a.notional, b.notional),
  unreadable: a.unreadable + b.unreadable,
});

const subtractSums = (a: TradeSums, b: TradeSums): TradeSums => ({
  closedTrades: a.closedTrades - b.closedTrades,
  wins: a.wins - b.wins,
  losses: a.losses - b.losses,
  grossProfit: subtractMoney(a.grossProfit, b.grossProfit),
  grossLoss: subtractMoney(a.grossLoss, b.grossLoss),
  notional: subtractMoney(a.notional, b.notional),
  unreadable: a.unreadable - b.unreadable,
});
