import { z } from 'zod';
import { moneySchema, quantitySchema } from '../money/schemas.ts';
import { tradableSymbolSchema } from '../symbols.ts';
import { SIDES } from '../trades/side.ts';
import { sideSchema } from '../trades/side-schema.ts';
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
