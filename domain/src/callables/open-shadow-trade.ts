import { z } from 'zod';
import { moneySchema, quantitySchema } from '../money/schemas.ts';
import { tradableSymbolSchema } from '../symbols.ts';
import { SIDES } from '../trades/side.ts';
import { sideSchema } from '../trades/side-schema.ts';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';
import { documentId } from './document-id.ts';
import { idempotencyKey } from './idempotency-key.ts';

/** A market order that never reaches a broker. Its size is a quantity or an amount in US dollars, not both. */
export const openShadowTradeRequest = z
  .strictObject({
    symbol: tradableSymbolSchema,
    side: sideSchema,
    quantity: quantitySchema.optional(),
    notionalUsd: moneySchema.optional(),
    /** The signal that this trade acts on: it must be pending, and about the same symbol and side. */
    signalId: documentId('signalId').optional(),
    idempotencyKey,
  })
  .refine(({ quantity, notionalUsd }) => (quantity === undefined) !== (notionalUsd === undefined), {
    error: 'Give the size once: either quantity or notionalUsd.',
  });
export type OpenShadowTradeRequest = z.infer<typeof openShadowTradeRequest>;

export const openShadowTradeResponse = z.strictObject({
  status: z.literal('opened'),
  tradeId: z.string(),
  symbol: z.string(),
  side: z.enum(SIDES),
  quantity: z.string(),
  /** The ask for a buy, the bid for a sell. */
  entryPrice: z.string(),
  /** Entry price times quantity, US dollars. */
  notionalUsd: z.string(),
  /** The quote's own time. */
  quotedAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  message: z.string(),
});
export type OpenShadowTradeResponse = z.infer<typeof openShadowTradeResponse>;

/** Opens a shadow trade at the latest quote. */
export const openShadowTrade = defineCallable({
  name: 'open_shadow_trade',
  request: openShadowTradeRequest,
  response: openShadowTradeResponse,
});

export const openShadowTradeContract = {
  callable: openShadowTrade,
  purpose:
    'Opens a shadow trade at the latest quote: a market order that never reaches a broker. The same key with the same request gets the same answer.',
  requires: 'confirmed',
  limit: { perMinute: 60, perDay: 550 },
  quotas: ['TRADES_PER_DAY', 'MAX_OPEN_TRADES', 'MAX_TRADE_USD'],
  instance: SMALL_INSTANCE,
  errors: {
    'already-exists': 'The idempotency key was used for another request before.',
    'failed-precondition':
      'Trading is off, locked or halted for everybody; the symbol is disabled; the signal cannot be followed; the limits cannot be read; no broker is connected; or there is no fresh quote.',
    'invalid-argument': 'The trade is worth too little, or it is not what the signal says.',
    'not-found': 'There is no such signal.',
    'resource-exhausted':
      'The trade would go beyond a limit of the caller’s or the platform’s, the trades of today are used up, or Alpaca limits how often these keys may ask.',
    unavailable:
      'Alpaca did not answer, or not in a way that can be read; or the stored keys could not be read.',
    'deadline-exceeded': 'Reading the market at Alpaca took too long.',
  },
  example: {
    request: {
      symbol: 'AAPL',
      side: 'buy',
      notionalUsd: '25.00',
      idempotencyKey: '0b9c6f0e-5f0b-4f3e-9a53-5a7f4f1d2c3b',
    },
    response: {
      status: 'opened',
      tradeId: 'Qm7pLx2nVb4kJh6gFd8s',
      symbol: 'AAPL',
      side: 'BUY',
      quantity: '0.133376014',
      entryPrice: '187.44',
      notionalUsd: '25.00',
      quotedAt: '2026-03-02T15:00:01.000Z',
      createdAt: '2026-03-02T15:00:02.118Z',
      message: 'Bought 0.133376014 AAPL at $187.44 as a shadow trade. No order was sent to your broker.',
    },
  },
  cost: { reads: 211, writes: 6, secrets: 1, seconds: 3 },
} satisfies CallableContract<typeof openShadowTrade>;
