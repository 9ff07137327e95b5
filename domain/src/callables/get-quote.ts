import { z } from 'zod';
import { tradableSymbolSchema } from '../symbols.ts';

export const getQuoteRequest = z.strictObject({ symbol: tradableSymbolSchema });
export type GetQuoteRequest = z.infer<typeof getQuoteRequest>;

/** What a trade would be opened at now, on the tenant's own key. */
export const getQuoteResponse = z.strictObject({
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
