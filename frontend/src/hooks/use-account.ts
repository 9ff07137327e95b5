import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';
import {
  brokerConfigDocument,
  profileDocument,
  snapshotDocument,
  syncErrorDocument,
  tradingStatusDocument,
} from '@/live/tenant-documents.ts';
import { useLiveDocument } from './use-live.ts';

/** The broker account as of its last sync. */
export const useSnapshot = () => useLiveDocument(snapshotDocument);
/** The kill switch as the server has it; `pending` is how this page has set it, until that is confirmed. */
export const useTradingStatus = () => useLiveDocument(tradingStatusDocument);
/** Why the last sync failed; `missing` while all is well. */
export const useSyncError = () => useLiveDocument(syncErrorDocument);
export const useBrokerConfig = () => useLiveDocument(brokerConfigDocument);
export const useProfile = () => useLiveDocument(profileDocument);

/** Which of the broker's worlds the account lives in; null while none is connected. */
export function useEnvironment(): BrokerEnvironment | null {
  const { data } = useBrokerConfig();
  return data?.configured ? data.environment : null;
}
