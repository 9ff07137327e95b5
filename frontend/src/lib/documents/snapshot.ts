import type { SyncTimes } from '@agenttrader/domain/accounts/freshness';
import {
  accountSnapshot,
  type ShownHeartbeat,
  shownHeartbeat,
  shownSnapshot,
} from '@agenttrader/domain/documents/snapshot';
import { laterOf } from '@agenttrader/domain/time/skew';
import { type DocumentReader, readerOf } from './document-problem.ts';
import { type ShownSyncError, syncErrorOf } from './sync-error.ts';

const readAccount = readerOf(shownSnapshot, ({ account, ...snapshot }) => ({
  ...snapshot,
  tradingBlocked: account?.tradingBlocked ?? false,
  accountBlocked: account?.accountBlocked ?? false,
}));

/** The broker account as of its last sync. Amounts are US dollars. */
export type AccountSnapshot = Extract<ReturnType<typeof readAccount>, { ok: true }>['value'];

/** Last marks of open trades by the trade's id. */
export type Marks = NonNullable<ShownHeartbeat['openTrades']>;
/** Points of a day that the day's own documents do not hold yet. */
export type RecentPoints = NonNullable<ShownHeartbeat['recent']>;

/** All that a sync writes of a tenant, in one document. */
export interface TenantSnapshot extends Pick<ShownHeartbeat, 'recent' | 'dueAt'> {
  /** Null until a sync has come to its end. */
  readonly account: AccountSnapshot | null;
  /** Null where the document is of an earlier version, which kept marks in the trades alone. */
  readonly marks: Marks | null;
  /** Null while syncs succeed; an earlier version said so elsewhere. */
  readonly standingError: ShownSyncError | null;
}

/** When the broker was last asked, and is next; null before it ever answered. */
export function syncTimesOf(snapshot: TenantSnapshot | null): SyncTimes | null {
  if (!snapshot?.account) return null;
  const { account, standingError, dueAt } = snapshot;
  // Figures do not get younger by a sync that failed, although it says, too, when the next one is due.
  return { askedAt: laterOf(account.syncedAt, standingError?.at), dueAt };
}

/** A document that holds nothing of the account is there as soon as a broker is connected or a trade is open. */
const hasAccount = (fields: unknown): boolean =>
  typeof fields === 'object' && fields !== null && accountSnapshot.storedNames.some(name => name in fields);

const NO_ACCOUNT = { ok: true, value: null } as const;

/** `users/{uid}/data/snapshot`. */
export const readSnapshot: DocumentReader<TenantSnapshot> = (id, fields) => {
  const account = hasAccount(fields) ? readAccount(id, fields) : NO_ACCOUNT;
  if (!account.ok) return account;
  return readerOf(shownHeartbeat, ({ openTrades, standingError, ...heartbeat }) => ({
    ...heartbeat,
    account: account.value,
    marks: openTrades,
    standingError: standingError && syncErrorOf(standingError),
  }))(id, fields);
};
