import type { GetQuoteResponse } from '@agenttrader/domain/callables/get-quote';
import { type Price, parsePrice } from '@agenttrader/domain/money/price';
import { closeTrade, type RealizedPnl } from '@agenttrader/domain/trades/close-trade';
import { exitPriceAt } from '@agenttrader/domain/trades/quote-price';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';

/** What closing the trade at the quote would bring; null when the quote cannot be computed with. */
export function estimateClose(
  trade: ShadowTrade,
  quote: GetQuoteResponse,
): (RealizedPnl & { readonly exitPrice: Price }) | null {
  try {
    const { side, quantity, entryPrice } = trade;
    const exitPrice = parsePrice(exitPriceAt(quote, side));
    return { exitPrice, ...closeTrade({ side, quantity, entryPrice, exitPrice }) };
  } catch {
    return null;
  }
}
