import { freshnessOf } from '@agenttrader/domain/accounts/freshness';
import type { Money } from '@agenttrader/domain/money/money';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { newestClosedTrades, newestSignals, openTrades } from '@/followed/tenant-collections.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { totalPnl } from '@/lib/documents/shadow-trade.ts';
import { rowsOf } from '@/stores/collection-store.ts';
import { useFollowedCollectionStore } from './use-followed.ts';
import { useNow } from './use-now.ts';

/** Select from these with `useRowIds` and `useRow`, so that a new mark renders only the rows that it changed. */
export const useOpenTradesStore = () => useFollowedCollectionStore(openTrades);
export const useClosedTradesStore = () => useFollowedCollectionStore(newestClosedTrades);
export const useSignalsStore = () => useFollowedCollectionStore(newestSignals);

/** Whether the trade is open and its last mark so old that its figures must not pass for current ones. */
export const useIsStale = (trade: ShadowTrade): boolean => useNow(now => isStaleAt(trade, now));

/** Whether any of the open trades is: then no sum over them is current either. */
export function useIsAnyStale(): boolean {
  const state = useStore(useOpenTradesStore());
  return useNow(now => rowsOf(state).some(trade => isStaleAt(trade, now)));
}

const isStaleAt = ({ status, lastUpdated }: ShadowTrade, now: Date): boolean =>
  status === 'OPEN' && freshnessOf(lastUpdated, now) === 'stale';

/** Sum of the open trades' P&L at their last mark, US dollars. */
export function useTotalUnrealizedPnl(): Money {
  const state = useStore(useOpenTradesStore());
  return useMemo(() => totalPnl(rowsOf(state)), [state]);
}
