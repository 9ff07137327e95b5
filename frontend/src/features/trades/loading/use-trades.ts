import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { TradeQuery } from '@/features/trades/filters/trade-query.ts';
import { followsMarks, isNativeSort, type TradeSort } from '@/features/trades/filters/trade-sort.ts';
import { sortTrades } from '@/features/trades/table/sort-trades.ts';
import { useClosedTradesStore, useOpenTradesStore } from '@/hooks/use-trades.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { mergeTrades } from './merge-trades.ts';
import type { TradePages, TradePagesState } from './trade-pages.ts';
import { useUnseenClosings } from './use-unseen-closings.ts';

/**
 * The loaded trades in order, brought up to date by what the listeners hold. The list changes when trades come, go
 * or change places; a mark that does neither leaves it as it is, and the rows take their figures from the listeners.
 */
export function useTrades(
  pages: TradePages,
  { trades, done }: TradePagesState,
  query: TradeQuery,
  sort: TradeSort,
): ShadowTrade[] {
  const openStore = useOpenTradesStore();
  const closedStore = useClosedTradesStore();
  const isMoving = followsMarks(sort);
  const open = useStore(openStore, state => (isMoving ? state.byId : state.ids));
  const closed = useStore(closedStore, state => state.ids);

  useUnseenClosings(pages);

  const followed = () => ({ open: openStore.getState().byId, closed: closedStore.getState().byId });

  // biome-ignore lint/correctness/useExhaustiveDependencies: what is followed is read from the stores when it changes
  return useMemo(() => {
    const merged = mergeTrades({ trades, done, direction: pages.direction }, followed(), query);
    return isNativeSort(sort, query) || !done ? merged : sortTrades(merged, sort);
  }, [trades, done, pages, query, sort, open, closed]);
}
