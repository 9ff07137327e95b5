import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';
import {
  type Freshness,
  freshnessOf,
  intervalOf,
  isPause,
  PULSE_MS,
} from '@agenttrader/domain/accounts/freshness';
import { useMemo } from 'react';
import {
  brokerConfigDocument,
  profileDocument,
  snapshotDocument,
  syncErrorDocument,
  tradingStatusDocument,
} from '@/followed/tenant-documents.ts';
import { type AccountSnapshot, syncTimesOf } from '@/lib/documents/snapshot.ts';
import type { ShownSyncError } from '@/lib/documents/sync-error.ts';
import type { DocumentState } from '@/stores/document-store.ts';
import { useFollowedDocument, useFollowedDocumentIf } from './use-followed.ts';
import { useNow } from './use-now.ts';

/** The broker account as of its last sync; `missing` until a sync has come to its end. */
export function useSnapshot(): DocumentState<AccountSnapshot> {
  const state = useFollowedDocument(snapshotDocument);
  return useMemo(() => {
    if (state.status === 'error') return { ...state, data: state.data?.account ?? null };
    if (state.status !== 'ready') return state;
    const { account } = state.data;
    return account === null ? MISSING : { status: 'ready', data: account, error: null };
  }, [state]);
}
/** The kill switch as the server has it; `pending` is how this page has set it, until that is confirmed. */
export const useTradingStatus = () => useFollowedDocument(tradingStatusDocument);

/**
 * Why the last sync failed; null while all is well. The snapshot says so. Where it is of an earlier version, or there is none,
 * or it cannot be read, a document of its own does, which is followed only then.
 */
export function useSyncError(): ShownSyncError | null {
  const { status, data } = useFollowedDocument(snapshotDocument);
  const said = status === 'ready' ? data.standingError : undefined;
  const ofItsOwn = useFollowedDocumentIf(said === undefined && status !== 'loading', syncErrorDocument);
  return said === undefined ? ofItsOwn.data : said;
}

export const useBrokerConfig = () => useFollowedDocument(brokerConfigDocument);
export const useProfile = () => useFollowedDocument(profileDocument);

const MISSING = { status: 'missing', data: null, error: null } as const;

/** Which of the broker's worlds the account is in; null while none is connected. */
export function useEnvironment(): BrokerEnvironment | null {
  const { data } = useBrokerConfig();
  return data?.configured ? data.environment : null;
}

export interface AccountFreshness {
  /** Null while that is not known yet. */
  readonly freshness: Freshness | null;
  readonly syncedAt: Date | null;
  /** When the next sync is due at the latest, while the market is closed and no coins are held; null otherwise. */
  readonly pausedUntil: Date | null;
}

/** How old the account's figures are, told from when they were read at the broker. */
export function useFreshness(): AccountFreshness {
  const { status, data } = useFollowedDocument(snapshotDocument);
  const syncedAt = data?.account?.syncedAt ?? null;
  const times = syncTimesOf(data);
  const intervalMs = times ? intervalOf(times) : PULSE_MS;
  const freshness = useNow(now => freshnessOf(syncedAt, now, intervalMs));
  return {
    freshness: status === 'loading' ? null : freshness,
    syncedAt,
    pausedUntil:
      times && !data?.isAroundTheClock && isPause(times) && freshness === 'fresh' ? times.dueAt : null,
  };
}
