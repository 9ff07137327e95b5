import { shadowTrade } from '@agenttrader/domain/documents/shadow-trade';
import { type Money, sumMoney } from '@agenttrader/domain/money/money';
import { readerOf } from './document-problem.ts';

/** `users/{uid}/shadowTradeHistory/{id}`. Amounts are US dollars, percentages of the entry notional. */
export const readShadowTrade = readerOf(shadowTrade, (trade, id) => ({ id, ...trade }));

export type ShadowTrade = Extract<ReturnType<typeof readShadowTrade>, { ok: true }>['value'];

/** What the trade has gained or lost: realised once it is closed, at its last mark until then. */
export const pnlOf = (trade: ShadowTrade) =>
  trade.status === 'CLOSED' && trade.finalPnl !== null ? trade.finalPnl : trade.currentPnl;
/** The same, in per cent of the entry notional. */
export const pnlPercentOf = (trade: ShadowTrade) =>
  trade.status === 'CLOSED' && trade.finalPnlPercent !== null ? trade.finalPnlPercent : trade.pnlPercent;

/** The trades' P&L together, to the cent: realised for those that are closed, at the last mark for the others. */
export const totalPnl = (trades: readonly ShadowTrade[]): Money => sumMoney(trades.map(pnlOf));
