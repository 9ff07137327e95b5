import { z } from 'zod';
import { EXIT_REASONS } from '../trades/shadow-trade.ts';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';
import { documentId } from './document-id.ts';
import { idempotencyKey } from './idempotency-key.ts';

const closeShadowTradeRequest = z.strictObject({
  tradeId: documentId('tradeId'),
  idempotencyKey,
});
export type CloseShadowTradeRequest = z.infer<typeof closeShadowTradeRequest>;

/** A trade that is closed already gets the answer of its closing, whoever closed it. */
const closeShadowTradeResponse = z.strictObject({
  status: z.literal('closed'),
  tradeId: z.string(),
  symbol: z.string(),
  /** The bid for a long trade, the ask for a short one. */
  exitPrice: z.string(),
  exitReason: z.enum(EXIT_REASONS),
  /** US dollars. */
  finalPnl: z.string(),
  /** Per cent of the entry notional. */
  finalPnlPercent: z.string(),
  closedAt: z.iso.datetime(),
  message: z.string(),
});
export type CloseShadowTradeResponse = z.infer<typeof closeShadowTradeResponse>;

/** Closes a shadow trade at the latest quote. */
export const closeShadowTrade = defineCallable({
  name: 'close_shadow_trade',
  request: closeShadowTradeRequest,
  response: closeShadowTradeResponse,
});

export const closeShadowTradeContract = {
  callable: closeShadowTrade,
  purpose:
    'Closes a shadow trade at the latest quote, whatever the kill switch says. A trade that is closed already gets the answer of its closing.',
  requires: 'confirmed',
  limit: { perMinute: 60, perDay: 700 },
  instance: SMALL_INSTANCE,
  errors: {
    'already-exists': 'The idempotency key was used for another request before.',
    'not-found': 'There is no such trade among the caller’s.',
    'failed-precondition':
      'No broker is connected, or its keys do not work; there is no fresh quote; or the trade is stored in a form that cannot be read.',
    'resource-exhausted': 'Alpaca limits how often these keys may ask.',
    unavailable:
      'Alpaca did not answer, or not in a way that can be read; or the stored keys could not be read.',
    'deadline-exceeded': 'Reading the market at Alpaca took too long.',
  },
  example: {
    request: { tradeId: 't1', idempotencyKey: '7d0f5c52-1b8a-4a55-8f25-0e2f6a9b3c4d' },
    response: {
      status: 'closed',
      tradeId: 't1',
      symbol: 'AAPL',
      exitPrice: '189.02',
      exitReason: 'manual',
      finalPnl: '15.80',
      finalPnlPercent: '0.8429',
      closedAt: '2026-03-02T15:00:02.118Z',
      message: 'Closed AAPL at $189.02, with a final P&L of $15.80.',
    },
  },
  // Where no sums are kept yet, it counts 20 trades.
  cost: { reads: 30, writes: 7, secrets: 1, seconds: 3 },
} satisfies CallableContract<typeof closeShadowTrade>;
