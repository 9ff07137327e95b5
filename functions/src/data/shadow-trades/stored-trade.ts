import { closableTrade, closedTrade } from '@agenttrader/domain/documents/shadow-trade';
import type { DocumentSnapshot } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { ClosableTrade, TradeState } from '../../shadow-trades/ports.ts';

const { exitPrice, exitReason, finalPnl, finalPnlPercent, closedAt } = closedTrade.fields;

const closed = closedTrade.part({
  status: closedTrade.fields.status,
  symbol: z.string(),
  exitPrice,
  // Trades that an earlier system closed may not say why.
  exitReason: exitReason.catch('manual'),
  finalPnl,
  finalPnlPercent,
  closedAt,
});

/** What stands in a trade's document. */
export function readTradeState(document: DocumentSnapshot): TradeState | 'missing' | 'unreadable' {
  if (!document.exists) return 'missing';
  const trade = readOpenTrade(document);
  if (trade) return { kind: 'open', trade };
  const { value } = closed.read(document.data());
  if (!value) return 'unreadable';
  const { status: _, ...settled } = value;
  return { kind: 'closed', trade: { id: document.id, ...settled } };
}

/** An open trade; undefined when the document holds none that can be read. */
export function readOpenTrade(document: DocumentSnapshot): ClosableTrade | undefined {
  const { value } = closableTrade.read(document.data());
  if (!value) return undefined;
  const { status: _, ...trade } = value;
  return { id: document.id, ...trade, createdAt: trade.createdAt };
}
