import { comparePrice, type Price, roundToPrice } from '@agenttrader/domain/money/price';
import { parseTradableSymbol, type TradableSymbol } from '@agenttrader/domain/symbols';
import { z } from 'zod';
import type { LatestQuotes, Quote } from '../market-data.ts';

const quoteAnswer = z.object({
  bp: z.number(),
  ap: z.number(),
  t: z.union([z.date(), z.iso.datetime({ offset: true }).transform(text => new Date(text))]),
});

/** The part of a quotes answer that is read. */
export interface QuotesAnswer {
  readonly quotes?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Reads the latest quotes. Alpaca sends a zero for a side that nobody quotes, as it does outside of hours; such a
 * quote, and one whose bid is above its ask, is left out: no quote is never a price.
 */
export function toLatestQuotes(answer: QuotesAnswer): LatestQuotes {
  const found = new Map<TradableSymbol, Quote>();
  for (const [name, one] of Object.entries(answer.quotes ?? {})) {
    const quote = toQuote(one);
    if (quote) found.set(parseTradableSymbol(name), quote);
  }
  return found;
}

function toQuote(answer: unknown): Quote | undefined {
  const { data } = quoteAnswer.safeParse(answer);
  const bid = data && priceOf(data.bp);
  const ask = data && priceOf(data.ap);
  if (!bid || !ask || comparePrice(bid, ask) > 0) return undefined;
  return { bid, ask, quotedAt: data.t };
}

/** The SDK hands prices out as numbers; their shortest form is what Alpaca sent. */
function priceOf(value: number): Price | undefined {
  try {
    return roundToPrice(String(value));
  } catch {
    return undefined;
  }
}
