import { freshnessOf, intervalOf, PULSE_MS } from '@agenttrader/domain/accounts/freshness';
import type { Money } from '@agenttrader/domain/money/money';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { newestClosedTrades, newestSignals } from '@/followed/tenant-collections.ts';
import { snapshotDocument } from '@/followed/tenant-documents.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { totalPnl } from '@/lib/documents/shadow-trade.ts';
import { syncTimesOf } from '@/lib/documents/snapshot.ts';
import { rowsOf } from '@/stores/collection-store.ts';
import { useFollowedCollectionStore } from './use-followed.ts';
import { useNow } from './use-now.ts';

/** Select from these with `useRowIds` and `useRow`, so that a new mark renders only the rows that it changed. */
export const useOpenTradesStore = () => useSession().openTrades;
export const useClosedTradesStore = () => useFollowedCollectionStore(newestClosedTrades);
export const useSignalsStore = () => useFollowedCollectionStore(newestSignals);

/** Whether the trade is open and its last mark so old that its figures must not pass for current ones. */
export function useIsStale(trade: ShadowTrade): boolean {
  const intervalMs = useIntervalMs();
  return useNow(now => isStaleAt(trade, now, intervalMs));
}

/** Whether any of the open trades is: then no sum over them is current either. */
export function useIsAnyStale(): boolean {
  const state = useStore(useOpenTradesStore());
  const intervalMs = useIntervalMs();
  return useNow(now => rowsOf(state).some(trade => isStaleAt(trade, now, intervalMs)));
}

/** How long marks of the last sync are meant to stand, in milliseconds. */
const useIntervalMs = (): number =>
  useStore(useSession().document(snapshotDocument).store, ({ data }) => {
    const times = syncTimesOf(data);
    return times ? intervalOf(times) : PULSE_MS;
  });

const isStaleAt = ({ status, lastUpdated }: ShadowTrade, now: Date, intervalMs: number): boolean =>
  status === 'OPEN' && freshnessOf(lastUpdated, now, intervalMs) === 'stale';

/** Sum of the open trades' P&L at their last mark, US dollars. */
export function useTotalUnrealizedPnl(): Money {
  const state = useStore(useOpenTradesStore());
  return useMemo(() => totalPnl(rowsOf(state)), [state]);
}
