import { shadowTrade } from '@agenttrader/domain/documents/shadow-trade';
import { signal } from '@agenttrader/domain/documents/signal';
import * as paths from '@agenttrader/domain/paths';
import { collection, type Firestore, limit, orderBy, type Query, query, where } from 'firebase/firestore';
import type { DocumentReader } from '@/lib/documents/document-problem.ts';
import { readShadowTrade, type ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { readSignal, type Signal } from '@/lib/documents/signal.ts';
import type { FollowedCollection } from './followed-collection.ts';

/** How many of the newest are followed; older ones are loaded by the pages that show them. */
const NEWEST = 50;

/** As many as the rules let a list hold. More trades may be open only where an operator has lifted that limit. */
const MOST_LISTED = 500;

const live = <T>(
  key: string,
  build: (db: Firestore, uid: string) => Query,
  read: DocumentReader<T>,
): FollowedCollection<T> => ({ key, query: build, read });

/** Followed from sign-in to sign-out. */
export const openTrades: FollowedCollection<ShadowTrade> = {
  ...live(
    'open-trades',
    (db, uid) =>
      query(
        collection(db, paths.shadowTrades(uid)),
        where(shadowTrade.names.status, '==', 'OPEN'),
        limit(MOST_LISTED),
      ),
    readShadowTrade,
  ),
  // Sorted here: to sort and to filter at once, Firestore would want an index that every mark to market rewrites.
  newestFirst: shadowTrade.names.createdAt,
};
export const newestClosedTrades = live(
  'closed-trades',
  (db, uid) =>
    query(
      collection(db, paths.shadowTrades(uid)),
      // Only a closed trade has a time of closing, so this needs no filter by status, and no index of its own.
      where(shadowTrade.names.closedAt, '>', new Date(0)),
      orderBy(shadowTrade.names.closedAt, 'desc'),
      limit(NEWEST),
    ),
  readShadowTrade,
);
export const newestSignals = live(
  'signals',
  (db, uid) =>
    query(collection(db, paths.signals(uid)), orderBy(signal.names.createdAt, 'desc'), limit(NEWEST)),
  readSignal,
);

/** More of the newest signals than are always followed, for the history. */
export const newestSignalsUpTo = (count: number): FollowedCollection<Signal> =>
  live(
    `signals/${count}`,
    (db, uid) =>
      query(
        collection(db, paths.signals(uid)),
        orderBy(signal.names.createdAt, 'desc'),
        limit(Math.min(count, MOST_LISTED)),
      ),
    readSignal,
  );
