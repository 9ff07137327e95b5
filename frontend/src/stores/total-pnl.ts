import { type Money, sumMoney } from '@agenttrader/domain/money/money';
import { pnlOf, type ShadowTrade } from '@/lib/documents/shadow-trade.ts';

/** The trades' P&L together, to the cent: realised for those that are closed, at the last mark for the others. */
export const totalPnl = (trades: readonly ShadowTrade[]): Money => sumMoney(trades.map(pnlOf));
