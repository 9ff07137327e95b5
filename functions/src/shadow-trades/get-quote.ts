import type { GetQuoteRequest, GetQuoteResponse } from '@agenttrader/domain/callables/get-quote';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { QuotePorts } from './ports.ts';
import { fetchQuotes, isFreshQuote, noQuote } from './quotes.ts';

/**
 * The latest quote of one symbol, and whether a trade may be opened at it.
 *
 * @throws UserFacingError
 */
export async function getQuote(
  uid: string,
  { symbol }: GetQuoteRequest,
  ports: QuotePorts,
): Promise<GetQuoteResponse> {
  const quote = (await fetchQuotes(uid, [symbol], ports)).get(symbol);
  if (quote === undefined) throw new UserFacingError('not-found', noQuote(symbol));
  return {
    symbol,
    bid: quote.bid,
    ask: quote.ask,
    quotedAt: quote.quotedAt.toISOString(),
    fresh: isFreshQuote(quote, ports.clock.now()),
  };
}
