import { type Freshness, freshnessOf } from '@agenttrader/domain/accounts/freshness';
import { useSnapshot } from './use-account.ts';
import { useNow } from './use-now.ts';

/** How old the account's figures are; null while that is not known yet. */
export function useFreshness(): { readonly freshness: Freshness | null; readonly syncedAt: Date | null } {
  const { status, data } = useSnapshot();
  const syncedAt = data?.syncedAt ?? null;
  const freshness = useNow(now => freshnessOf(syncedAt, now));
  return { freshness: status === 'loading' ? null : freshness, syncedAt };
}
