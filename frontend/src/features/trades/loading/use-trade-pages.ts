import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import { queryKey, type TradeQuery } from '@/features/trades/filters/trade-query.ts';
import { isNativeSort, type TradeSort } from '@/features/trades/filters/trade-sort.ts';
import { useRecovery } from '@/hooks/use-recovery.ts';
import type { TradeLoader } from './trade-loader.ts';
import { createTradePages, type TradePages, type TradePagesState } from './trade-pages.ts';

/**
 * The matching trades, loaded as they are needed: page by page in the order that Firestore has, all of them for any
 * other order. Another question starts afresh.
 */
export function useTradePages(
  loader: TradeLoader,
  query: TradeQuery,
  sort: TradeSort,
): readonly [TradePages, TradePagesState] {
  const direction = isNativeSort(sort, query) ? sort.direction : 'desc';
  const key = queryKey(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query
  const pages = useMemo(() => createTradePages(loader, query, direction), [loader, key, direction]);
  useEffect(() => pages.start(), [pages]);

  const needsAll = !isNativeSort(sort, query);
  useEffect(() => {
    if (!needsAll) return;
    const aborter = new AbortController();
    void pages.loadAll(aborter.signal);
    return () => aborter.abort();
  }, [pages, needsAll]);

  useRecovery(() => {
    if (pages.store.getState().error !== null) void (needsAll ? pages.loadAll() : pages.loadMore());
  });

  return [pages, useStore(pages.store)];
}
