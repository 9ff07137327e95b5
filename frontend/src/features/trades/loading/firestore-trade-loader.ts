import { shadowTrade } from '@agenttrader/domain/documents/shadow-trade';
import * as paths from '@agenttrader/domain/paths';
import {
  collection,
  doc,
  type Firestore,
  getDocFromServer,
  getDocsFromServer,
  limit,
  orderBy,
  type Query,
  type QueryConstraint,
  query,
  startAfter,
  where,
} from 'firebase/firestore';
import type { TradeQuery } from '@/features/trades/filters/trade-query.ts';
import type { DocumentProblem } from '@/lib/documents/document-problem.ts';
import { readShadowTrade, type ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { PAGE_SIZE, type TradeLoader, type TradePage } from './trade-loader.ts';

const { names } = shadowTrade;

const ESTIMATE = { serverTimestamps: 'estimate' } as const;

/** The tenant's stored trades. Always asks the server: what memory holds of a page would pass for all of it. */
export function firestoreTradeLoader(db: Firestore, uid: string): TradeLoader {
  const trades = collection(db, paths.shadowTrades(uid));

  async function load(matching: Query, ...after: QueryConstraint[]): Promise<TradePage> {
    const { docs } = await getDocsFromServer(query(matching, ...after, limit(PAGE_SIZE)));
    const read: ShadowTrade[] = [];
    const unreadable: DocumentProblem[] = [];
    for (const document of docs) {
      const result = readShadowTrade(document.id, document.data(ESTIMATE));
      if (result.ok) read.push(result.value);
      else unreadable.push(result.problem);
    }
    const last = docs.at(-1);
    const isLast = last === undefined || docs.length < PAGE_SIZE;
    return { trades: read, unreadable, next: isLast ? null : () => load(matching, startAfter(last)) };
  }

  return {
    firstPage: (wanted, direction) =>
      load(query(trades, ...constraintsOf(wanted), orderBy(names.createdAt, direction))),
    async one(id) {
      const document = await getDocFromServer(doc(db, paths.shadowTrade(uid, id)));
      if (!document.exists()) return null;
      const result = readShadowTrade(id, document.data(ESTIMATE));
      return result.ok ? result.value : null;
    },
  };
}

function constraintsOf({ from, to, ...fields }: TradeQuery): QueryConstraint[] {
  const constraints: QueryConstraint[] = [];
  for (const field of ['status', 'symbol', 'side', 'source'] as const) {
    if (fields[field] !== null) constraints.push(where(names[field], '==', fields[field]));
  }
  if (from !== null) constraints.push(where(names.createdAt, '>=', from));
  if (to !== null) constraints.push(where(names.createdAt, '<', to));
  return constraints;
}
