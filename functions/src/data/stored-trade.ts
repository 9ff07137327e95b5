import { moneySchema, percentSchema, priceSchema, quantitySchema } from '@agenttrader/domain/money/schemas';
import { tradableSymbolSchema } from '@agenttrader/domain/symbols';
import { EXIT_REASONS } from '@agenttrader/domain/trades/shadow-trade';
import { SIDES } from '@agenttrader/domain/trades/side';
import { type DocumentSnapshot, Timestamp } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { ClosableTrade, NewTrade, TradeState } from '../shadow-trades/ports.ts';
import { timestampSchema } from './timestamp-schema.ts';

const openSchema = z.object({
  status: z.literal('OPEN'),
  symbol: tradableSymbolSchema,
  side: z.enum(SIDES),
  quantity: quantitySchema,
  entry_price: priceSchema,
  created_at: timestampSchema.optional().catch(undefined),
});

const closedSchema = z.object({
  status: z.literal('CLOSED'),
  symbol: z.string(),
  exit_price: priceSchema,
  // Trades that an earlier system closed may not say why.
  exit_reason: z.enum(EXIT_REASONS).catch('manual'),
  final_pnl: moneySchema,
  final_pnl_percent: percentSchema,
  closed_at: timestampSchema,
});

/** What stands in a trade's document. */
export function tradeStateOf(document: DocumentSnapshot): TradeState | 'missing' {
  if (!document.exists) return 'missing';
  const trade = openTradeOf(document);
  if (trade) return { kind: 'open', trade };
  const { data } = closedSchema.safeParse(document.data());
  if (!data) return { kind: 'unreadable' };
  return {
    kind: 'closed',
    trade: {
      id: document.id,
      symbol: data.symbol,
      exitPrice: data.exit_price,
      exitReason: data.exit_reason,
      finalPnl: data.final_pnl,
      finalPnlPercent: data.final_pnl_percent,
      closedAt: data.closed_at,
    },
  };
}

/** An open trade; undefined when the document holds none that can be read. */
export function openTradeOf(document: DocumentSnapshot): ClosableTrade | undefined {
  const { data } = openSchema.safeParse(document.data());
  if (!data) return undefined;
  const { symbol, side, quantity, entry_price: entryPrice, created_at: createdAt } = data;
  return { id: document.id, symbol, side, quantity, entryPrice, createdAt };
}

/** A new trade is marked at its entry: what the spread costs shows at the first mark. */
export const newTradeFields = (trade: NewTrade): Record<string, unknown> => {
  const at = Timestamp.fromDate(trade.createdAt);
  return {
    symbol: trade.symbol,
    side: trade.side,
    quantity: trade.quantity,
    entry_price: trade.entryPrice,
    notional: trade.notional,
    status: 'OPEN',
    source: trade.source,
    strategy: null,
    signal_id: trade.signalId ?? null,
    current_price: trade.entryPrice,
    current_pnl: '0.00',
    pnl_percent: '0',
    last_updated: at,
    created_at: at,
  };
};
