import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TradeQuery } from '@/features/trades/filters/trade-query.ts';
import type { DocumentProblem } from '@/lib/documents/document-problem.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import type { TradeLoader, TradePage } from './trade-loader.ts';

export interface TradePagesState {
  /** In the order of the query, as they were when they were loaded. */
  readonly trades: readonly ShadowTrade[];
  readonly unreadable: readonly DocumentProblem[];
  /** Whether a first page has arrived. */
  readonly started: boolean;
  /** Whether there is nothing left to load. */
  readonly done: boolean;
  readonly busy: boolean;
  /** Why the last request failed, for the trader; the next one clears it. */
  readonly error: string | null;
}

/** The matching trades, loaded page by page. */
export interface TradePages {
  readonly store: StoreApi<TradePagesState>;
  readonly direction: 'asc' | 'desc';
  /** Loads the first page, or goes on after a stop; returns how to stop. What arrives after that is dropped. */
  start(): () => void;
  /** Loads the next page, unless one is under way or none is left. Never rejects: a failure is in the state. */
  loadMore(): Promise<void>;
  /** Loads all pages that are left. False when it was stopped or a page failed. */
  loadAll(signal?: AbortSignal): Promise<boolean>;
  /** Brings single trades up to date, or in, that changed unseen. Failures leave them as they were. */
  refresh(ids: readonly string[]): Promise<void>;
}

const NOTHING: TradePagesState = {
  trades: [],
  unreadable: [],
  started: false,
  done: false,
  busy: false,
  error: null,
};

export function createTradePages(
  loader: TradeLoader,
  query: TradeQuery,
  direction: 'asc' | 'desc',
): TradePages {
  const store = createStore<TradePagesState>(() => NOTHING);
  let next: (() => Promise<TradePage>) | null = () => loader.firstPage(query, direction);
  let underWay: Promise<void> | undefined;
  let running = 0;

  async function loadPage(load: () => Promise<TradePage>): Promise<void> {
    const run = running;
    store.setState({ busy: true, error: null });
    try {
      const page = await load();
      if (run !== running) return;
      next = page.next;
      const { trades, unreadable } = store.getState();
      store.setState({
        trades: [...trades, ...page.trades],
        unreadable: page.unreadable.length > 0 ? [...unreadable, ...page.unreadable] : unreadable,
        started: true,
        done: next === null,
        busy: false,
      });
    } catch (thrown) {
      if (run === running) store.setState({ busy: false, error: loadError(thrown) });
    }
  }

  function loadMore(): Promise<void> {
    if (underWay) return underWay;
    if (next === null || running === 0) return Promise.resolve();
    const loading = loadPage(next).finally(() => {
      if (underWay === loading) underWay = undefined;
    });
    underWay = loading;
    return loading;
  }

  let runs = 0;
  return {
    store,
    direction,
    start() {
      runs += 1;
      running = runs;
      if (!store.getState().started) void loadMore();
      return () => {
        running = 0;
        underWay = undefined;
        store.setState({ busy: false });
      };
    },
    loadMore,
    async loadAll(signal) {
      const run = running;
      while (run !== 0 && run === running && !signal?.aborted) {
        if (store.getState().done) return true;
        await loadMore();
        if (store.getState().error !== null) return false;
      }
      return false;
    },
    async refresh(ids) {
      const run = running;
      const read = await Promise.allSettled(ids.map(id => loader.one(id)));
      if (run !== running) return;
      const fresh = new Map(
        read.flatMap(result =>
          result.status === 'fulfilled' && result.value ? [[result.value.id, result.value] as const] : [],
        ),
      );
      if (fresh.size === 0) return;
      store.setState(({ trades }) => {
        const known = new Set(trades.map(({ id }) => id));
        // In front, as the last one marks how far the pages reach.
        const added = [...fresh.values()].filter(({ id }) => !known.has(id));
        return { trades: [...added, ...trades.map(trade => fresh.get(trade.id) ?? trade)] };
      });
    },
  };
}

function loadError(thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  return code === 'permission-denied' || code === 'unauthenticated'
    ? 'Your sign-in no longer gives access to your trades. Sign out and in again.'
    : 'The trades could not be loaded. Check your connection, then try again.';
}
