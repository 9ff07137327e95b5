import type { Firestore } from 'firebase-admin/firestore';
import type { SummarizeShadowTradesRequest } from '../../domain/src/callables/summarize-shadow-trades.ts';
import { shadowTrade } from '../../domain/src/documents/shadow-trade.ts';
import * as paths from '../../domain/src/paths.ts';

const { names } = shadowTrade;

interface StoredTrade {
  readonly id: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** All of a tenant's trades, as they are stored. */
export async function storedTrades(db: Firestore, uid: string): Promise<StoredTrade[]> {
  const { docs } = await db.collection(paths.shadowTrades(uid)).get();
  return docs.map(document => ({ id: document.id, fields: document.data() }));
}

/**
 * The sums over trades, counted from the documents alone and in whole cents: what tallies are held against. It shares
 * nothing with what keeps them but the fields' names.
 */
export function recount(trades: readonly StoredTrade[], filter: SummarizeShadowTradesRequest) {
  const { status, symbol, side, source } = filter;
  const sums = { count: 0, open: 0, closed: 0, wins: 0, losses: 0, unreadable: 0 };
  let [notional, realized, unrealized] = [0n, 0n, 0n];
  for (const { fields } of trades) {
    const wanted = Object.entries({ status, symbol, side, source });
    if (!wanted.every(([field, value]) => value === undefined || fields[field] === value)) continue;
    const isOpen = fields.status === 'OPEN';
    const [worth, pnl] = [fields.notional, fields[isOpen ? names.currentPnl : names.finalPnl]].map(centsOf);
    if ((!isOpen && fields.status !== 'CLOSED') || worth === undefined || pnl === undefined) {
      sums.unreadable += 1;
      continue;
    }
    sums.count += 1;
    notional += worth;
    if (isOpen) {
      sums.open += 1;
      unrealized += pnl;
    } else {
      sums.closed += 1;
      realized += pnl;
      if (pnl > 0n) sums.wins += 1;
      if (pnl < 0n) sums.losses += 1;
    }
  }
  return {
    ...sums,
    notionalUsd: textOf(notional),
    realizedPnl: textOf(realized),
    unrealizedPnl: textOf(unrealized),
  };
}

const centsOf = (amount: unknown): bigint | undefined =>
  typeof amount === 'string' && /^-?\d+\.\d\d$/.test(amount) ? BigInt(amount.replace('.', '')) : undefined;

function textOf(cents: bigint): string {
  const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
  return `${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
