import type { SummarizeShadowTradesRequest } from '@agenttrader/domain/callables/summarize-shadow-trades';
import { moneySchema } from '@agenttrader/domain/money/schemas';
import * as paths from '@agenttrader/domain/paths';
import { TRADE_STATUSES } from '@agenttrader/domain/trades/shadow-trade';
import type { Firestore, Query } from 'firebase-admin/firestore';
import { z } from 'zod';
import type { SummableTrade, TradeScan } from '../shadow-trades/summarize-shadow-trades.ts';

/** How many trades one request brings. */
const PAGE_SIZE = 500;

const FIELDS = ['status', 'notional', 'current_pnl', 'final_pnl', 'created_at'];

const schema = z.object({
  status: z.enum(TRADE_STATUSES),
  notional: moneySchema,
  current_pnl: moneySchema.nullish(),
  final_pnl: moneySchema.nullish(),
});

/** Reads all trades that match, a page at a time, and of each only what is summed up. */
export function tradeScan(db: Firestore): TradeScan {
  return {
    async *scan(uid, filter, admitPage) {
      const matching = matchingTrades(db, uid, filter)
        .select(...FIELDS)
        .limit(PAGE_SIZE);
      let page = await matching.get();
      while (true) {
        for (const document of page.docs) yield toSummable(document.data());
        const last = page.docs.at(-1);
        if (last === undefined || page.size < PAGE_SIZE) return;
        await admitPage();
        page = await matching.startAfter(last).get();
      }
    },
  };
}

function matchingTrades(
  db: Firestore,
  uid: string,
  { status, symbol, side, source, from, to }: SummarizeShadowTradesRequest,
): Query {
  let query: Query = db.collection(paths.shadowTrades(uid));
  for (const [field, value] of Object.entries({ status, symbol, side, source })) {
    if (value !== undefined) query = query.where(field, '==', value);
  }
  if (from !== undefined) query = query.where('created_at', '>=', new Date(from));
  if (to !== undefined) query = query.where('created_at', '<', new Date(to));
  return query.orderBy('created_at', 'desc');
}

function toSummable(fields: unknown): SummableTrade | 'unreadable' {
  const { data } = schema.safeParse(fields);
  if (!data) return 'unreadable';
  const pnl = data.status === 'CLOSED' ? data.final_pnl : data.current_pnl;
  return pnl ? { status: data.status, notional: data.notional, pnl } : 'unreadable';
}
