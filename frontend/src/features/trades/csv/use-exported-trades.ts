import { useCallback } from 'react';
import { useClosedTradesStore, useOpenTradesStore } from '../../../hooks/use-trades.ts';
import type { ShadowTrade } from '../../../lib/documents/shadow-trade.ts';
import type { TradeQuery } from '../filters/trade-query.ts';
import type { TradeSort } from '../filters/trade-sort.ts';
import { mergeTrades } from '../loading/merge-trades.ts';
import type { TradePages } from '../loading/trade-pages.ts';
import { sortTrades } from '../table/sort-trades.ts';

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
