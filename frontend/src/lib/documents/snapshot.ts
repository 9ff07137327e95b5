import type { SyncTimes } from '@agenttrader/domain/accounts/freshness';
import {
  accountSnapshot,
  type ShownHeartbeat,
  shownHeartbeat,
  shownSnapshot,
} from '@agenttrader/domain/documents/snapshot';
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
export type UnkeptPoints = NonNullable<ShownHeartbeat['recent']>;

/** All that a sync writes of a tenant, in one document. */
export interface TenantSnapshot extends Pick<ShownHeartbeat, 'recent' | 'dueAt'> {
  /** Null until a sync has come to its end. */
  readonly account: AccountSnapshot | null;
  /** Null where the document is of an earlier version, which kept marks in the trades alone. */
  readonly marks: Marks | null;
  /** Null while syncs succeed; undefined where no sync of this version has written the document yet. */
  readonly standingError: ShownSyncError | null | undefined;
  readonly isAroundTheClock: boolean;
}

/** When the broker was asked last, and is next; null before it ever answered. */
export function syncTimesOf(snapshot: TenantSnapshot | null): SyncTimes | null {
  if (!snapshot?.account) return null;
  const { account, standingError, dueAt } = snapshot;
  return { syncedAt: account.syncedAt, failedAt: standingError?.at ?? null, dueAt };
}

/** A document that holds nothing of the account is there as soon as a broker is connected or a trade is open. */
const hasAccount = (fields: unknown): boolean =>
  typeof fields === 'object' && fields !== null && accountSnapshot.storedNames.some(name => name in fields);

const NO_ACCOUNT = { ok: true, value: null } as const;

const readHeartbeat = readerOf(shownHeartbeat, heartbeat => heartbeat);

/** `users/{uid}/data/snapshot`. */
export const readSnapshot: DocumentReader<TenantSnapshot> = (id, fields) => {
  const account = hasAccount(fields) ? readAccount(id, fields) : NO_ACCOUNT;
  if (!account.ok) return account;
  const heartbeat = readHeartbeat(id, fields);
  if (!heartbeat.ok) return heartbeat;
  const { openTrades, recent, standingError, slowSyncs, dueAt, aroundTheClock } = heartbeat.value;
  return {
    ok: true,
    value: {
      account: account.value,
      marks: openTrades,
      recent,
      standingError: slowSyncs === null ? undefined : standingError && syncErrorOf(standingError),
      dueAt,
      isAroundTheClock: aroundTheClock === true,
    },
  };
};
