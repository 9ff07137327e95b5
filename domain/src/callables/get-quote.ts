import { z } from 'zod';
import { tradableSymbolSchema } from '../symbols.ts';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';

const getQuoteRequest = z.strictObject({ symbol: tradableSymbolSchema });
export type GetQuoteRequest = z.infer<typeof getQuoteRequest>;

/** What a trade would be opened at now, on the tenant's own key. */
const getQuoteResponse = z.strictObject({
  symbol: z.string(),
  /** What a sell gets. */
  bid: z.string(),
  /** What a buy pays. */
  ask: z.string(),
  /** The quote's own time. */
  quotedAt: z.iso.datetime(),
  /** Whether a trade may be opened or closed at it: false once it is older than 60 seconds, as after hours. */
  fresh: z.boolean(),
});
export type GetQuoteResponse = z.infer<typeof getQuoteResponse>;

/** Bid and ask of a symbol now. */
export const getQuote = defineCallable({
  name: 'get_quote',
  request: getQuoteRequest,
  response: getQuoteResponse,
  kind: 'query',
});

export const getQuoteContract = {
  callable: getQuote,
  purpose: 'Bid and ask of a symbol now: what a trade would be opened at, on the caller’s own key.',
  requires: 'confirmed',
  limit: { perMinute: 60, perDay: 800 },
  instance: SMALL_INSTANCE,
  errors: {
    'not-found': 'Alpaca has no quote of the symbol with both a bid and an ask.',
    'failed-precondition': 'No broker is connected, or its keys do not work any more.',
    'resource-exhausted': 'Alpaca limits how often these keys may ask.',
    unavailable:
      'Alpaca did not answer, or not in a way that can be read; or the stored keys could not be read.',
    'deadline-exceeded': 'Reading the market at Alpaca took too long.',
  },
  example: {
    request: { symbol: 'AAPL' },
    response: {
      symbol: 'AAPL',
      bid: '187.41',
      ask: '187.44',
      quotedAt: '2026-03-02T15:00:01.000Z',
      fresh: true,
    },
  },
  cost: { reads: 1, writes: 0, secrets: 1, seconds: 3 },
} satisfies CallableContract<typeof getQuote>;
