import { moneySchema, percentSchema, priceSchema, quantitySchema } from '@agenttrader/domain/money/schemas';
import { EXIT_REASONS, TRADE_SOURCES, TRADE_STATUSES } from '@agenttrader/domain/trades/shadow-trade';
import { SIDES } from '@agenttrader/domain/trades/side';
import { z } from 'zod';
import { documentReader } from './document-problem.ts';
import { optionalText, optionalTimestamp, timestamp } from './fields.ts';

const schema = z.object({
  symbol: z.string(),
  side: z.enum(SIDES),
  quantity: quantitySchema,
  entry_price: priceSchema,
  notional: moneySchema,
  status: z.enum(TRADE_STATUSES),
  source: z.enum(TRADE_SOURCES),
  strategy: optionalText,
  signal_id: optionalText,
  current_price: priceSchema,
  current_pnl: moneySchema,
  pnl_percent: percentSchema,
  last_updated: timestamp,
  created_at: timestamp,
  exit_price: priceSchema.nullish(),
  exit_reason: z.enum(EXIT_REASONS).nullish(),
  final_pnl: moneySchema.nullish(),
  final_pnl_percent: percentSchema.nullish(),
  closed_at: optionalTimestamp,
});

/** `users/{uid}/shadowTradeHistory/{id}`. Amounts are US dollars, percentages of the entry notional. */
export const readShadowTrade = documentReader(schema, (fields, id) => ({
  id,
  symbol: fields.symbol,
  side: fields.side,
  quantity: fields.quantity,
  entryPrice: fields.entry_price,
  notional: fields.notional,
  status: fields.status,
  source: fields.source,
  strategy: fields.strategy,
  signalId: fields.signal_id,
  currentPrice: fields.current_price,
  currentPnl: fields.current_pnl,
  pnlPercent: fields.pnl_percent,
  lastUpdated: fields.last_updated,
  createdAt: fields.created_at,
  exitPrice: fields.exit_price ?? null,
  exitReason: fields.exit_reason ?? null,
  finalPnl: fields.final_pnl ?? null,
  finalPnlPercent: fields.final_pnl_percent ?? null,
  closedAt: fields.closed_at,
}));

export type ShadowTrade = Extract<ReturnType<typeof readShadowTrade>, { ok: true }>['value'];

/** What the trade has gained or lost: realised once it is closed, at its last mark until then. */
export const pnlOf = (trade: ShadowTrade) =>
  trade.status === 'CLOSED' && trade.finalPnl !== null ? trade.finalPnl : trade.currentPnl;
/** The same, in per cent of the entry notional. */
export const pnlPercentOf = (trade: ShadowTrade) =>
  trade.status === 'CLOSED' && trade.finalPnlPercent !== null ? trade.finalPnlPercent : trade.pnlPercent;
