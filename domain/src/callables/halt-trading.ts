import { z } from 'zod';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';

export const MAX_HALT_REASON = 200;

/** Halting twice is halting once, so it needs no idempotency key. */
const haltTradingRequest = z.strictObject({
  reason: z
    .string({ error: 'reason must be text.' })
    .trim()
    .min(1, 'Say why trading is halted: the reason is kept with the kill switch.')
    .max(MAX_HALT_REASON, `reason is too long: keep it within ${MAX_HALT_REASON} characters.`),
  /** Whether every open shadow trade is closed, too. */
  closePositions: z.boolean({ error: 'closePositions must be true or false.' }).default(false),
});
export type HaltTradingRequest = z.infer<typeof haltTradingRequest>;

const haltTradingResponse = z.strictObject({
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

/** Kill switch, optionally closing every open trade. */
export const haltTrading = defineCallable({
  name: 'halt_trading',
  request: haltTradingRequest,
  response: haltTradingResponse,
  timeLimitSeconds: 120,
});

export const haltTradingContract = {
  callable: haltTrading,
  purpose:
    'Switches trading off, and on request closes every open shadow trade. The switch stands whatever becomes of the trades.',
  requires: 'confirmed',
  limit: { perMinute: 20, perDay: 60, emergency: true },
  instance: SMALL_INSTANCE,
  errors: {
    'failed-precondition': 'The account is not set up, or it was deleted.',
  },
  example: {
    request: { reason: 'Enough for today.', closePositions: true },
    response: {
      status: 'halted',
      message: 'Trading is off. One trade was closed.',
      trades: [{ status: 'closed', tradeId: 't1', symbol: 'AAPL', finalPnl: '15.80' }],
    },
  },
  // Closing what is open is bounded by what was opened: 200 trades at most, and once.
  cost: { reads: 203, writes: 2, secrets: 1, seconds: 10 },
} satisfies CallableContract<typeof haltTrading>;
