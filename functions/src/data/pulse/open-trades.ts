import { openTrade } from '@agenttrader/domain/documents/shadow-trade';
import * as paths from '@agenttrader/domain/paths';
import type { Firestore, QueryDocumentSnapshot } from 'firebase-admin/firestore';
import type { OpenTrade, UnreadableTrade } from '../../pulse/ports.ts';
import { revisionOf } from '../firestore/revision.ts';
import { closable } from '../shadow-trades/stored-trade.ts';

/** Reads a tenant's open shadow trades; documents that are no valid trade are named. */
export async function readOpenTrades(
  db: Firestore,
  uid: string,
): Promise<{ trades: OpenTrade[]; unreadable: UnreadableTrade[] }> {
  const open = await db
    .collection(paths.shadowTrades(uid))
    .where(openTrade.names.status, '==', 'OPEN')
    .select(...closable.storedNames)
    .get();
  const trades: OpenTrade[] = [];
  const unreadable: UnreadableTrade[] = [];
  for (const document of open.docs) {
    const trade = toOpenTrade(document);
    if (trade) trades.push(trade);
    else unreadable.push({ id: document.id, version: versionOf(document) });
  }
  return { trades, unreadable };
}

/** The time of the last write, whole: several may fall into one second. */
const versionOf = ({ updateTime }: QueryDocumentSnapshot): string =>
  `${updateTime.seconds}.${updateTime.nanoseconds}`;

function toOpenTrade(document: QueryDocumentSnapshot): OpenTrade | undefined {
  const { value } = closable.read(document.data());
  const revision = revisionOf(document);
  return value && revision && { id: document.id, ...value, createdAt: value.createdAt, revision };
}
