import type { SummarizeShadowTradesRequest } from '@agenttrader/domain/callables/summarize-shadow-trades';
import { orNull } from '@agenttrader/domain/documents/fields';
import { openTrade, shadowTrade } from '@agenttrader/domain/documents/shadow-trade';
import { type HeartbeatSnapshot, heartbeatSnapshot } from '@agenttrader/domain/documents/snapshot';
import * as paths from '@agenttrader/domain/paths';
import { NO_TRADES, sumTally, type TradeSums } from '@agenttrader/domain/trades/trade-tally';
import type { DocumentSnapshot, Firestore, Query, Transaction } from 'firebase-admin/firestore';
import type { SummableTrade, SummarySource } from '../../shadow-trades/ports.ts';
import { type GetQuery, readPages } from '../firestore/pages.ts';
import { requireLivingTenant } from '../tenants/living-tenant.ts';
import {
  emptyTally,
  readSymbolTally,
  readTotalTally,
  symbolTallyFields,
  totalTallyFields,
} from './stored-tally.ts';
import { allTrades, countedOn, readTalliesBySymbol, symbolDocument } from './trade-tallies.ts';

/**
 * How many trades a page brings: the first, before the day's quota is asked, and every further one. The first is one more
 * than may be open, so that it is seen to be the last.
 */
export const PAGES = { first: 201, further: 500 };

const { fields, names } = shadowTrade;
const summable = shadowTrade.part({
  status: fields.status,
  notional: fields.notional,
  currentPnl: orNull(openTrade.fields.currentPnl),
  finalPnl: fields.finalPnl,
  lastUpdated: orNull(fields.lastUpdated).catch(null),
});

/** How often counting starts over when a trade is closed meanwhile. */
const MAX_ATTEMPTS = 10;

/** A tenant's trades in sums: from the tallies, or, for a period, from the trades that were opened in it. */
export function summarySource(db: Firestore, pages = PAGES): SummarySource {
  return {
    // Tallies and open trades at one moment: a trade that is closed meanwhile is in one of them.
    standing: (uid, filter, admitPage) =>
      db.runTransaction(
        async transaction => {
          const closed =
            filter.status === 'OPEN' ? NO_TRADES : await storedSums(db, transaction, uid, filter);
          if (!closed) return 'incomplete';
          const open: (SummableTrade | 'unreadable')[] = [];
          if (filter.status !== 'CLOSED') {
            const trades = matchingTrades(db, uid, { ...filter, status: 'OPEN' });
            const marks = marksIn(await transaction.get(db.doc(paths.snapshot(uid))));
            const getQuery: GetQuery = query => transaction.get(query);
            for await (const trade of readTrades(trades, marks, pages, admitPage, getQuery)) open.push(trade);
          }
          return { closed, open };
        },
        { readOnly: true },
      ),

    countOn: (uid, symbol, now) =>
      db.runTransaction(
        async transaction => {
          await requireLivingTenant(db, transaction, uid);
          const read = await readTalliesBySymbol(db, transaction, uid, symbol === undefined ? [] : [symbol]);
          const { total, isNew, generation } = read;
          if (symbol === undefined) {
            const counted = await countedOn(transaction, total, allTrades(db, uid), pages.further);
            transaction.set(db.doc(paths.performance(uid)), totalTallyFields(counted, now));
            return counted.countedTo === null ? 'complete' : 'incomplete';
          }
          const before = read.symbols.get(symbol) ?? emptyTally(generation);
          const trades = allTrades(db, uid).where(names.symbol, '==', symbol);
          const counted = await countedOn(transaction, before, trades, pages.further);
          if (isNew) transaction.set(db.doc(paths.performance(uid)), totalTallyFields(total, now));
          transaction.set(symbolDocument(db, uid, symbol), symbolTallyFields(counted, now));
          return counted.countedTo === null ? 'complete' : 'incomplete';
        },
        { maxAttempts: MAX_ATTEMPTS },
      ),

    async *openedWithin(uid, filter, admitPage) {
      const marks = filter.status === 'CLOSED' ? NO_MARKS : marksIn(await db.doc(paths.snapshot(uid)).get());
      yield* readTrades(matchingTrades(db, uid, filter), marks, pages, admitPage);
    },
  };
}

/** The sums of the tally that answers the question; undefined while it does not count all trades. */
async function storedSums(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  { status, symbol, side, source }: SummarizeShadowTradesRequest,
): Promise<TradeSums | undefined> {
  const total = db.doc(paths.performance(uid));
  const documents = symbol === undefined ? [total] : [total, symbolDocument(db, uid, symbol)];
  const [ofAll, ofSymbol] = await transaction.getAll(...documents);
  const all = readTotalTally(ofAll?.data());
  const tally = symbol === undefined ? all : all && readSymbolTally(ofSymbol?.data(), all.generation);
  if (tally) return tally.countedTo === null ? sumTally(tally.sums, { status, side, source }) : undefined;
  if (symbol === undefined) return undefined;
  // No tally is made of what was never traded: anybody can ask for any symbol.
  const traded = await transaction.get(
    allTrades(db, uid).where(names.symbol, '==', symbol).select().limit(1),
  );
  return traded.empty ? NO_TRADES : undefined;
}

/** The latest marks of open trades, by id. Their own documents are brought up to date every 15 minutes only. */
type Marks = HeartbeatSnapshot['openTrades'];
const NO_MARKS: Marks = {};

const marksIn = (snapshot: DocumentSnapshot): Marks =>
  heartbeatSnapshot.read(snapshot.data()).value?.openTrades ?? NO_MARKS;

async function* readTrades(
  trades: Query,
  marks: Marks,
  { first, further }: typeof PAGES,
  admitFurther: () => Promise<void>,
  getQuery?: GetQuery,
): AsyncGenerator<SummableTrade | 'unreadable'> {
  const matching = trades.select(...summable.storedNames, names.createdAt);
  for await (const docs of readPages(matching, { size: first, further, admitFurther, getQuery })) {
    for (const document of docs) yield toSummable(document.data(), marks[document.id]);
  }
}

function matchingTrades(
  db: Firestore,
  uid: string,
  { status, symbol, side, source, from, to }: SummarizeShadowTradesRequest,
): Query {
  let query = allTrades(db, uid);
  const wanted = { status, symbol, side, source };
  for (const field of ['status', 'symbol', 'side', 'source'] as const) {
    const value = wanted[field];
    if (value !== undefined) query = query.where(names[field], '==', value);
  }
  if (from === undefined && to === undefined) return query;
  if (from !== undefined) query = query.where(names.createdAt, '>=', new Date(from));
  if (to !== undefined) query = query.where(names.createdAt, '<', new Date(to));
  return query.orderBy(names.createdAt, 'desc');
}

function toSummable(fields: unknown, mark: Marks[string] | undefined): SummableTrade | 'unreadable' {
  const { value } = summable.read(fields);
  if (!value) return 'unreadable';
  const { lastUpdated } = value;
  const isNewer = mark?.lastUpdated && (!lastUpdated || mark.lastUpdated >= lastUpdated);
  const current = isNewer ? mark.currentPnl : value.currentPnl;
  const pnl = value.status === 'CLOSED' ? value.finalPnl : current;
  return pnl ? { status: value.status, notional: value.notional, pnl } : 'unreadable';
}
