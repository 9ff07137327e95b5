import { useCallback } from 'react';
import type { TradeQuery } from '@/features/trades/filters/trade-query.ts';
import type { TradeSort } from '@/features/trades/filters/trade-sort.ts';
import { mergeTrades } from '@/features/trades/loading/merge-trades.ts';
import type { TradePages } from '@/features/trades/loading/trade-pages.ts';
import { sortTrades } from '@/features/trades/table/sort-trades.ts';
import { useClosedTradesStore, useOpenTradesStore } from '@/hooks/use-trades.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';

/** Loads all matching trades and hands them out in the order of the table; null when a page did not come. */
export function useExportedTrades(
  pages: TradePages,
  query: TradeQuery,
  sort: TradeSort,
): () => Promise<readonly ShadowTrade[] | null> {
  const open = useOpenTradesStore();
  const closed = useClosedTradesStore();
  return useCallback(async () => {
    if (!(await pages.loadAll())) return null;
    const { trades } = pages.store.getState();
    const followed = { open: open.getState().byId, closed: closed.getState().byId };
    return sortTrades(mergeTrades({ trades, done: true, direction: pages.direction }, followed, query), sort);
  }, [pages, query, sort, open, closed]);
}
