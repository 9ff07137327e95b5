import type { GetQuoteRequest, GetQuoteResponse } from '@agenttrader/domain/callables/get-quote';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { QuotePorts } from './ports.ts';
import { isFreshQuote, obstacleOf, quotesOf } from './quotes.ts';

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
  const quote = (await quotesOf(uid, [symbol], ports)).get(symbol);
  const now = ports.clock.now();
  if (quote === undefined) throw new UserFacingError('not-found', obstacleOf(symbol, quote, now) ?? '');
  return {
    symbol,
    bid: quote.bid,
    ask: quote.ask,
    quotedAt: quote.quotedAt.toISOString(),
    fresh: isFreshQuote(quote, now),
  };
}
