import type { GetQuoteResponse } from '@agenttrader/domain/callables/get-quote';

/** How often the quote is asked for again while somebody looks at it, in milliseconds. */
export const QUOTE_EVERY_MS = 5_000;
/** A quote that was not renewed for so long is not current any more, however fresh it was. */
const LOST_AFTER_MS = 20_000;

/** What is known of a quote. `quote` is the last that came, also beside an error. */
export interface QuoteState {
  readonly quote: GetQuoteResponse | null;
  /** When the quote came, by this browser's clock. */
  readonly receivedAt: Date | null;
  /** Why the last request failed, for the trader. */
  readonly error: string | null;
}

export const NO_QUOTE: QuoteState = { quote: null, receivedAt: null, error: null };

/**
 * Why nothing can be traded at the quote now; null where nothing stands against it. Freshness is the server's word,
 * and how long ago the quote came is measured by one clock: that of this browser may be wrong.
 */
export function obstacleOf({ quote, receivedAt, error }: QuoteState, now: Date): string | null {
  if (quote === null || receivedAt === null) return error ?? 'Waiting for the quote.';
  if (!quote.fresh) {
    return 'The latest quote is older than 60 seconds: the market is probably closed. Trades are opened and closed at fresh quotes only.';
  }
  if (now.getTime() - receivedAt.getTime() > LOST_AFTER_MS) {
    return error ?? 'The quote is no longer updated. Check your connection.';
  }
  return null;
}
