import { z } from 'zod';
import { moneySchema } from '../money/schemas.ts';
import { storedDocument } from './document.ts';
import { count, time } from './fields.ts';

/**
 * `users/{uid}/usage/{yyyy-mm-dd}`: what is counted of a tenant's UTC day. Whatever is counted adds its field; Firestore
 * deletes the document some months later.
 */
export const usageDay = storedDocument({
  signals: count.optional(),
  backtests: count.optional(),
  /** Trades that were opened. */
  trades: count.optional(),
  /** Pages of trades that summaries read. */
  summed_pages: count.optional(),
  /** Questions to the signal model that are under way, each with the time at which it counts as over. */
  signals_in_flight: z.record(z.string(), time).optional(),
  /** Final profit or loss of the trades that were closed, US dollars. */
  realized_pnl: moneySchema.optional(),
  expires_at: time,
});

/** What is counted; each is a field of the day's document. */
export type UsageKind = 'signals' | 'backtests' | 'trades' | 'summedPages';
