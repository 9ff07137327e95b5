import { comparePrice } from '@agenttrader/domain/money/price';
import { parseTradableSymbol, type TradableSymbol } from '@agenttrader/domain/symbols';
import { z } from 'zod';
import type { LatestQuotes, Quote } from '../market-data.ts';
import { instant, priceNumber } from './figures.ts';

const quoteAnswer = z.object({ bp: priceNumber, ap: priceNumber, t: instant });

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
  if (!data || comparePrice(data.bp, data.ap) > 0) return undefined;
  return { bid: data.bp, ask: data.ap, quotedAt: data.t };
}
