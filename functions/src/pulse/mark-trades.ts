import type { TradableSymbol } from '@agenttrader/domain/symbols';
import { markToMarket } from '@agenttrader/domain/trades/mark-to-market';
import type { LatestPrices } from '../broker/broker.ts';
import type { OpenTrade, TradeMark } from './ports.ts';

export interface Marking {
  readonly marks: readonly TradeMark[];
  /** Symbols of open trades that have no usable price: their trades keep the last mark. */
  readonly withoutPrice: readonly TradableSymbol[];
}

/** Marks every open trade to market whose symbol has a price. */
export function markTrades(trades: readonly OpenTrade[], prices: LatestPrices): Marking {
  const marks: TradeMark[] = [];
  const withoutPrice = new Set<TradableSymbol>();
  for (const trade of trades) {
    const currentPrice = prices.get(trade.symbol);
    if (currentPrice === undefined) {
      withoutPrice.add(trade.symbol);
      continue;
    }
    const { side, quantity, entryPrice } = trade;
    marks.push({ trade, currentPrice, ...markToMarket({ side, quantity, entryPrice, currentPrice }) });
  }
  return { marks, withoutPrice: [...withoutPrice] };
}

/** The symbols to ask prices for, each once. */
export const symbolsOf = (trades: readonly OpenTrade[]): TradableSymbol[] => [
  ...new Set(trades.map(trade => trade.symbol)),
];
