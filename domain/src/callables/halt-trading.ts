import { z } from 'zod';

export const MAX_HALT_REASON = 200;

/** Halting twice is halting once, so it needs no idempotency key. */
export const haltTradingRequest = z.strictObject({
  reason: z
    .string({ error: 'reason must be text.' })
    .trim()
    .min(1, 'Say why trading is halted: the reason is kept with the kill switch.')
    .max(MAX_HALT_REASON, `reason is too long: keep it within ${MAX_HALT_REASON} characters.`),
  /** Whether every open shadow trade is closed, too. */
  closePositions: z.boolean({ error: 'closePositions must be true or false.' }).default(false),
});
export type HaltTradingRequest = z.infer<typeof haltTradingRequest>;

export const haltTradingResponse = z.strictObject({
  /** `halted`: everything that was asked for is done. `partially_closed`: trading is off, and some trades are still open. */
  status: z.enum(['halted', 'partially_closed']),
  message: z.string(),
  /** One entry for each trade that was open, when closing was asked for. */
  trades: z.array(
    z.discriminatedUnion('status', [
      z.strictObject({
        status: z.literal('closed'),
        tradeId: z.string(),
        symbol: z.string(),
        finalPnl: z.string(),
      }),
      z.strictObject({
        status: z.literal('still_open'),
        tradeId: z.string(),
        symbol: z.string(),
        reason: z.string(),
      }),
    ]),
  ),
});
export type HaltTradingResponse = z.infer<typeof haltTradingResponse>;
