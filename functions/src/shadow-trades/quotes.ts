import type { TradableSymbol } from '@agenttrader/domain/symbols';
import type { LatestQuotes, Quote } from '../broker/market-data.ts';
import { askForTenant } from '../broker/tenant-access.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { QuotePorts } from './ports.ts';

/** How old a quote may be that a trade is opened or closed at, in milliseconds. */
const MAX_QUOTE_AGE_MS = 60_000;
/** How far a quote's time may lie ahead of ours: clocks differ. */
const MAX_QUOTE_LEAD_MS = 5_000;
/** How long the broker may take, in milliseconds. */
const QUOTE_DEADLINE_MS = 12_000;

/**
 * Asks for the latest quotes of the symbols on the tenant's own keys, one request for each asset class.
 *
 * @throws UserFacingError
 */
export const fetchQuotes = (
  uid: string,
  symbols: readonly TradableSymbol[],
  ports: QuotePorts,
): Promise<LatestQuotes> =>
  askForTenant(uid, { deadlineMs: QUOTE_DEADLINE_MS }, ports, access =>
    ports.marketData.latestQuotes(access, symbols),
  );

/**
 * Asks for a quote of one symbol that a trade may be opened or closed at, and tells the time at which that was so.
 *
 * @throws UserFacingError `failed-precondition` when there is none, or it is too old, and as `fetchQuotes` does
 */
export async function fetchTradableQuote(
  uid: string,
  symbol: TradableSymbol,
  ports: QuotePorts,
): Promise<{ readonly quote: Quote; readonly now: Date }> {
  const quotes = await fetchQuotes(uid, [symbol], ports);
  const now = ports.clock.now();
  const { quote, obstacle } = tradableQuote(symbol, quotes, now);
  if (obstacle !== undefined) throw new UserFacingError('failed-precondition', obstacle);
  return { quote, now };
}

/** Whether a trade may be opened or closed at the quote. */
export function isFreshQuote({ quotedAt }: Quote, now: Date): boolean {
  const ageMs = now.getTime() - quotedAt.getTime();
  return ageMs <= MAX_QUOTE_AGE_MS && ageMs >= -MAX_QUOTE_LEAD_MS;
}

type TradableQuote =
  | { readonly quote: Quote; readonly obstacle?: never }
  | { readonly quote?: never; readonly obstacle: string };

/** The quote that the symbol is traded at now, or the sentence that says why there is no trading at any. */
export function tradableQuote(symbol: TradableSymbol, quotes: LatestQuotes, now: Date): TradableQuote {
  const quote = quotes.get(symbol);
  if (quote === undefined) return { obstacle: noQuote(symbol) };
  if (isFreshQuote(quote, now)) return { quote };
  return {
    obstacle: `The latest quote of ${symbol} is of ${quote.quotedAt.toISOString()}, more than 60 seconds from now: its market is probably closed. Try again when it is open.`,
  };
}

/** What a trader is told about a symbol that has no quote. */
export const noQuote = (symbol: TradableSymbol): string =>
  `Alpaca has no quote of ${symbol} with both a bid and an ask. Check the symbol, or try again when its market is open.`;
