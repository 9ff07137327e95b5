import { z } from 'zod';
import { EXIT_REASONS } from '../trades/shadow-trade.ts';
import { documentId } from './document-id.ts';
import { idempotencyKey } from './idempotency-key.ts';

export const closeShadowTradeRequest = z.strictObject({
  tradeId: documentId('tradeId'),
  idempotencyKey,
});
export type CloseShadowTradeRequest = z.infer<typeof closeShadowTradeRequest>;

/** A trade that is closed already gets the answer of its closing, whoever closed it. */
export const closeShadowTradeResponse = z.strictObject({
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
