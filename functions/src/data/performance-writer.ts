import type { Money } from '@agenttrader/domain/money/money';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import {
  EMPTY_TALLY,
  type PerformanceTally,
  performanceOf,
  tallyTrade,
} from '@agenttrader/domain/trades/performance';
import { type Firestore, Timestamp, type Transaction } from 'firebase-admin/firestore';
import { z } from 'zod';

const tallySchema = z.object({
  closed_trades: z.int().nonnegative(),
  wins: z.int().nonnegative(),
  losses: z.int().nonnegative(),
  gross_profit: moneySchema,
  gross_loss: moneySchema,
});

/**
 * The tally as the transaction sees it. Where none is stored, or it cannot be read, it is counted again from the
 * closed trades: some may come from an earlier system.
 */
export async function readTally(
  db: Firestore,
  transaction: Transaction,
  uid: string,
): Promise<PerformanceTally> {
  const stored = await transaction.get(db.doc(paths.performance(uid)));
  const { data } = tallySchema.safeParse(stored.data());
  if (data) {
    return {
      closedTrades: data.closed_trades,
      wins: data.wins,
      losses: data.losses,
      grossProfit: data.gross_profit,
      grossLoss: data.gross_loss,
    };
  }
  const trades = db.collection(paths.shadowTrades(uid));
  const closed = await transaction.get(trades.where('status', '==', 'CLOSED').select('final_pnl'));
  return closed.docs
    .flatMap(document => moneySchema.safeParse(document.get('final_pnl')).data ?? [])
    .reduce(tallyTrade, EMPTY_TALLY);
}

/** Stores the performance with one more closed trade. */
export function writePerformance(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  before: PerformanceTally,
  finalPnl: Money,
  at: Date,
): void {
  const tally = tallyTrade(before, finalPnl);
  const figures = performanceOf(tally);
  transaction.set(
    db.doc(paths.performance(uid)),
    {
      closed_trades: tally.closedTrades,
      wins: tally.wins,
      losses: tally.losses,
      gross_profit: tally.grossProfit,
      gross_loss: tally.grossLoss,
      realized_pnl: figures.realizedPnl,
      win_rate: figures.winRate,
      profit_factor: figures.profitFactor,
      expectancy: figures.expectancy,
      updated_at: Timestamp.fromDate(at),
    },
    { merge: true },
  );
}
