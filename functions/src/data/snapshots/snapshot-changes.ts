import { MOST_OPEN_TRADES, snapshot } from '@agenttrader/domain/documents/snapshot';
import * as paths from '@agenttrader/domain/paths';
import {
  type DocumentSnapshot,
  FieldValue,
  type Firestore,
  type Transaction,
} from 'firebase-admin/firestore';
import type { BrokerConnection } from '../../broker/tenant-access.ts';
import { connectionFields, readTradeOf, tradeFields } from './heartbeat-state.ts';

const { names } = snapshot;

/** A trade's document before and after a write; undefined where there is none. */
export interface TradeChange {
  readonly tradeId: string;
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly after: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What the heartbeat knows of a tenant's open trades, after these changes. Every transaction that writes trades which are
 * open, before or after, calls this among its writes, once `requireLivingTenant` has passed: a sync under way then starts over.
 */
export function writeOpenTrades(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  changes: readonly TradeChange[],
): void {
  const entries = changes.flatMap(({ tradeId, before, after }) => {
    const trade = readTradeOf(tradeId, after);
    if (trade) return [[tradeId, tradeFields(trade)] as const];
    return readTradeOf(tradeId, before) ? [[tradeId, FieldValue.delete()] as const] : [];
  });
  if (entries.length === 0) return;
  // A document that is made by this holds nothing else yet, and is made anew by the next sync.
  transaction.set(
    db.doc(paths.snapshot(uid)),
    { [names.openTrades]: Object.fromEntries(entries) },
    { merge: true },
  );
}

/**
 * The same for many trades at once, which may be more than are marked: then the document is made anew, with as many as it
 * has room for.
 *
 * @param before the snapshot, as the transaction read it
 */
export function writeManyOpenTrades(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  before: DocumentSnapshot,
  changes: readonly TradeChange[],
): void {
  const opened = changes.filter(({ tradeId, after }) => readTradeOf(tradeId, after)).length;
  const standing: unknown = before.get(names.openTrades);
  const known = typeof standing === 'object' && standing !== null ? Object.keys(standing).length : 0;
  if (known + opened > MOST_OPEN_TRADES) demandRebuild(db, transaction, uid);
  else writeOpenTrades(db, transaction, uid, changes);
}

/** Lets the heartbeat know of a new connection, or of none: what failed before with another one is forgotten. */
export function writeConnection(
  db: Firestore,
  transaction: Transaction,
  uid: string,
  connection: BrokerConnection | undefined,
): void {
  const forgotten = snapshot.writePart({ standingError: null, slowSyncs: 0 });
  transaction.set(
    db.doc(paths.snapshot(uid)),
    { ...connectionFields(connection), ...forgotten },
    { merge: true },
  );
}

/** Has the next sync make the document anew, whatever it holds. */
export function demandRebuild(db: Firestore, transaction: Transaction, uid: string): void {
  transaction.set(db.doc(paths.snapshot(uid)), snapshot.writePart({ rebuiltAt: null }), { merge: true });
}
