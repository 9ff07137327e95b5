import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { useClosedTradesStore, useOpenTradesStore } from '@/hooks/use-trades.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { closedUnseen } from './merge-trades.ts';
import type { TradePages } from './trade-pages.ts';

/** A trade that one listener lost is given this long to turn up with the other, in milliseconds. */
const SETTLE_MS = 1_500;

/** Reads the trades again that were closed without any listener bringing the news, each of them once. */
export function useUnseenClosings(pages: TradePages): void {
  const openStore = useOpenTradesStore();
  const closedStore = useClosedTradesStore();
  const loaded = useStore(pages.store, state => state.trades);
  const open = useStore(openStore, state => state.ids);
  const closed = useStore(closedStore, state => state.ids);
  const wasOpen = useRef<ReadonlyMap<string, ShadowTrade>>(new Map());
  const asked = useRef<readonly string[]>([]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what changed is read from the stores once it has settled
  useEffect(() => {
    const timer = setTimeout(() => {
      const openState = openStore.getState();
      const closedState = closedStore.getState();
      if (openState.status !== 'ready' || closedState.status !== 'ready') return;
      const seen = [...pages.store.getState().trades, ...wasOpen.current.values()];
      const lost = closedUnseen(seen, { open: openState.byId, closed: closedState.byId });
      const news = lost.filter(id => !asked.current.includes(id));
      wasOpen.current = new Map([...wasOpen.current, ...openState.byId]);
      asked.current = lost;
      if (news.length > 0) void pages.refresh(news);
    }, SETTLE_MS);
    return () => clearTimeout(timer);
  }, [pages, openStore, closedStore, loaded, open, closed]);
}
