import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';
import { type Freshness, freshnessOf } from '@agenttrader/domain/accounts/freshness';
import {
  brokerConfigDocument,
  profileDocument,
  snapshotDocument,
  syncErrorDocument,
  tradingStatusDocument,
} from '@/followed/tenant-documents.ts';
import { useFollowedDocument } from './use-followed.ts';
import { useNow } from './use-now.ts';

/** The broker account as of its last sync. */
export const useSnapshot = () => useFollowedDocument(snapshotDocument);
/** The kill switch as the server has it; `pending` is how this page has set it, until that is confirmed. */
export const useTradingStatus = () => useFollowedDocument(tradingStatusDocument);
/** Why the last sync failed; `missing` while all is well. */
export const useSyncError = () => useFollowedDocument(syncErrorDocument);
export const useBrokerConfig = () => useFollowedDocument(brokerConfigDocument);
export const useProfile = () => useFollowedDocument(profileDocument);

/** Which of the broker's worlds the account is in; null while none is connected. */
export function useEnvironment(): BrokerEnvironment | null {
  const { data } = useBrokerConfig();
  return data?.configured ? data.environment : null;
}

/** How old the account's figures are; null while that is not known yet. */
export function useFreshness(): { readonly freshness: Freshness | null; readonly syncedAt: Date | null } {
  const { status, data } = useSnapshot();
  const syncedAt = data?.syncedAt ?? null;
  const freshness = useNow(now => freshnessOf(syncedAt, now));
  return { freshness: status === 'loading' ? null : freshness, syncedAt };
}
