import * as paths from '@agenttrader/domain/paths';
import { symbolToDocumentId, type TradableSymbol } from '@agenttrader/domain/symbols';
import { withoutTrade, withTrade } from '@agenttrader/domain/trades/trade-tally';
import {
  type DocumentReference,
  FieldPath,
  type Firestore,
  type Query,
  type Transaction,
} from 'firebase-admin/firestore';
import { readPage } from '../firestore/pages.ts';
import type { TradeChange } from '../snapshots/snapshot-changes.ts';
import {
  counts,
  emptyTally,
  readSymbolTally,
  readTalliedSymbol,
  readTalliedTrade,
  readTotalTally,
  type StoredTally,
  symbolTallyFields,
  TALLIED_FIELDS,
  totalTallyFields,
} from './stored-tally.ts';

/** How many trades a transaction that has something else to do counts, where no tally stands yet. */
const FIRST_TRADES = 20;

/** The tallies as a transaction read them. */
export interface TalliesRead {
  readonly generation: string;
  readonly total: StoredTally;
  /** Whether no total was stored that can be believed. */
  readonly isNew: boolean;
  /** Those that are stored, by symbol. */
  readonly symbols: ReadonlyMap<TradableSymbol, StoredTally>;
}

/**
 * Reads the tallies that the changes touch. Every transaction that writes a trade which is closed, before or after,
 * calls this before its first write, and `writeTallies` with the same changes. Where there is no tally, the count of all
 * trades begins here; reading a summary goes on with it.
 */
export async function readTallies(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  changes: readonly TradeChange[],
): Promise<TalliesRead> {
  const symbols = [
    ...new Set(changes.flatMap(({ before, after }) => [before, after].map(readTalliedSymbol))),
  ];
  return readTalliesBySymbol(
    db,
    transaction,
    uid,
    symbols.filter(symbol => symbol !== undefined),
  );
}

/** Writes what the changes make of the tallies. */
export function writeTallies(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  read: TalliesRead,
  changes: readonly TradeChange[],
  at: Date,
): void {
  const total = changes.reduce(changed, read.total);
  if (total !== read.total || read.isNew) {
    transaction.set(db.doc(paths.performance(uid)), totalTallyFields(total, at));
  }
  for (const [symbol, stored] of read.symbols) {
    const tally = changes.reduce((before, change) => changedIn(symbol, before, change), stored);
    if (tally !== stored) transaction.set(symbolDocument(db, uid, symbol), symbolTallyFields(tally, at));
  }
}

/** The tallies of all trades and of some symbols, the former begun where there is none. */
export async function readTalliesBySymbol(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  symbols: readonly TradableSymbol[],
): Promise<TalliesRead> {
  const references = symbols.map(symbol => symbolDocument(db, uid, symbol));
  const [document, ...documents] = await transaction.getAll(db.doc(paths.performance(uid)), ...references);
  const stored = readTotalTally(document?.data());
  if (!stored) {
    // Tallies of symbols belong to the total that was there: without it they are void.
    const begun = emptyTally(db.collection(paths.shadowTrades(uid)).doc().id);
    const total = await countedOn(transaction, begun, allTrades(db, uid), FIRST_TRADES);
    return { generation: begun.generation, total, isNew: true, symbols: new Map() };
  }
  const found = symbols.flatMap((symbol, index) => {
    const tally = readSymbolTally(documents[index]?.data(), stored.generation);
    return tally ? [[symbol, tally] as const] : [];
  });
  return { generation: stored.generation, total: stored, isNew: false, symbols: new Map(found) };
}

/** The tally after as many further trades of the query as are given. */
export async function countedOn(
  transaction: Transaction,
  tally: StoredTally,
  trades: Query,
  most: number,
): Promise<StoredTally> {
  if (tally.countedTo === null) return tally;
  const inOrder = trades.orderBy(FieldPath.documentId()).select(...TALLIED_FIELDS);
  const { docs, last } = await readPage(inOrder, most, tally.countedTo || undefined, query =>
    transaction.get(query),
  );
  const sums = docs.reduce((before, document) => {
    const trade = readTalliedTrade(document.data());
    return trade ? withTrade(before, trade) : before;
  }, tally.sums);
  return { ...tally, sums, countedTo: last?.id ?? null };
}

export const allTrades = (db: Firestore, uid: string): Query => db.collection(paths.shadowTrades(uid));

export const symbolDocument = (db: Firestore, uid: string, symbol: TradableSymbol): DocumentReference =>
  db.doc(paths.tradeTally(uid, symbolToDocumentId(symbol)));

function changed(tally: StoredTally, { tradeId, before, after }: TradeChange): StoredTally {
  if (!counts(tally, tradeId)) return tally;
  const [was, is] = [readTalliedTrade(before), readTalliedTrade(after)];
  if (!was && !is) return tally;
  const without = was ? withoutTrade(tally.sums, was) : tally.sums;
  return { ...tally, sums: is ? withTrade(without, is) : without };
}

function changedIn(
  symbol: TradableSymbol,
  tally: StoredTally,
  { tradeId, before, after }: TradeChange,
): StoredTally {
  const [was, is] = [before, after].map(fields =>
    readTalliedSymbol(fields) === symbol ? fields : undefined,
  );
  return changed(tally, { tradeId, before: was, after: is });
}
