import { DecimalError } from '@agenttrader/domain/money/decimal-error';
import type { Price } from '@agenttrader/domain/money/price';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import { laterOf } from '@agenttrader/domain/time/skew';
import { markToMarket } from '@agenttrader/domain/trades/mark-to-market';
import type { LatestPrices } from '../broker/broker.ts';
import type { OpenTrade } from './ports.ts';

export interface Marking {
  /** All of them in their order, marked as far as they can be. */
  readonly trades: readonly OpenTrade[];
  /** How many of them were. */
  readonly marked: number;
  /** Symbols of open trades that have no usable price: their trades keep the last mark. */
  readonly withoutPrice: readonly TradableSymbol[];
  /** Trades whose profit or loss has more digits than an amount holds. */
  readonly beyondRange: readonly OpenTrade[];
}

/** Marks every open trade to market whose symbol has a price and whose profit can be written down. */
export function markTrades(trades: readonly OpenTrade[], prices: LatestPrices, at: Date): Marking {
  const withoutPrice = new Set<TradableSymbol>();
  const beyondRange: OpenTrade[] = [];
  let marked = 0;
  const result = trades.map(trade => {
    const currentPrice = prices.get(trade.symbol);
    if (currentPrice === undefined) {
      withoutPrice.add(trade.symbol);
      return trade;
    }
    const after = withMark(trade, currentPrice, at);
    if (after) marked += 1;
    else beyondRange.push(trade);
    return after ?? trade;
  });
  return { trades: result, marked, withoutPrice: [...withoutPrice], beyondRange };
}

function withMark(trade: OpenTrade, currentPrice: Price, at: Date): OpenTrade | undefined {
  const { side, quantity, entryPrice, createdAt } = trade;
  try {
    const value = markToMarket({ side, quantity, entryPrice, currentPrice });
    // A trade may have been opened after the sync began, or by an instance whose clock is a little ahead.
    return { ...trade, ...value, currentPrice, lastUpdated: laterOf(at, createdAt) };
  } catch (thrown) {
    if (thrown instanceof DecimalError) return undefined;
    throw thrown;
  }
}

/** The symbols to ask prices for, each once. */
export const symbolsOf = (trades: readonly OpenTrade[]): TradableSymbol[] => [
  ...new Set(trades.map(trade => trade.symbol)),
];
