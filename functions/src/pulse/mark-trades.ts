import { DecimalError } from '@agenttrader/domain/money/decimal-error';
import type { Price } from '@agenttrader/domain/money/price';
import type { TradableSymbol } from '@agenttrader/domain/symbols';
import { markToMarket } from '@agenttrader/domain/trades/mark-to-market';
import type { LatestPrices } from '../broker/broker.ts';
import type { OpenTrade, TradeMark } from './ports.ts';

export interface Marking {
  readonly marks: readonly TradeMark[];
  /** Symbols of open trades that have no usable price: their trades keep the last mark. */
  readonly withoutPrice: readonly TradableSymbol[];
  /** Trades whose profit or loss has more digits than an amount holds. */
  readonly beyondRange: readonly OpenTrade[];
}

/** Marks every open trade to market whose symbol has a price and whose profit can be written down. */
export function markTrades(trades: readonly OpenTrade[], prices: LatestPrices): Marking {
  const marks: TradeMark[] = [];
  const withoutPrice = new Set<TradableSymbol>();
  const beyondRange: OpenTrade[] = [];
  for (const trade of trades) {
    const currentPrice = prices.get(trade.symbol);
    if (currentPrice === undefined) {
      withoutPrice.add(trade.symbol);
      continue;
    }
    const mark = computeMark(trade, currentPrice);
    if (mark) marks.push(mark);
    else beyondRange.push(trade);
  }
  return { marks, withoutPrice: [...withoutPrice], beyondRange };
}

function computeMark(trade: OpenTrade, currentPrice: Price): TradeMark | undefined {
  const { side, quantity, entryPrice } = trade;
  try {
    return { trade, currentPrice, ...markToMarket({ side, quantity, entryPrice, currentPrice }) };
  } catch (thrown) {
    if (thrown instanceof DecimalError) return undefined;
    throw thrown;
  }
}

/** The symbols to ask prices for, each once. */
export const symbolsOf = (trades: readonly OpenTrade[]): TradableSymbol[] => [
  ...new Set(trades.map(trade => trade.symbol)),
];
