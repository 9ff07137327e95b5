import { nthTrade, tradeOf } from '@test-support/trades.ts';
import { describe, expect, it, vi } from 'vitest';
import { NO_FILTERS } from '@/features/trades/filters/trade-filters.ts';
import { queryOf } from '@/features/trades/filters/trade-query.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import type { TradeLoader, TradePage } from './trade-loader.ts';
import { createTradePages } from './trade-pages.ts';

const query = queryOf(NO_FILTERS, 'UTC');

/** Hands out `total` trades in pages of `size`; counts requests, and fails those that it is told to fail. */
function fakeLoader(total: number, size: number) {
  const all = Array.from({ length: total }, (_, n) => nthTrade(n));
  const requests: number[] = [];
  const failures: Error[] = [];
  const page = async (start: number): Promise<TradePage> => {
    requests.push(start);
    await Promise.resolve();
    const failure = failures.pop();
    if (failure) throw failure;
    const end = start + size;
    return { trades: all.slice(start, end), unreadable: [], next: end < total ? () => page(end) : null };
  };
  const loader: TradeLoader = {
    firstPage: () => page(0),
    one: async id => all.find(trade => trade.id === id) ?? null,
  };
  return { loader, requests, failures, all };
}

const ids = (trades: readonly ShadowTrade[]) => trades.map(({ id }) => id);

describe('createTradePages', () => {
  it('loads the first page when it starts, and one more at a time', async () => {
    const { loader, requests, all } = fakeLoader(25, 10);
    const pages = createTradePages(loader, query, 'desc');
    pages.start();
    expect(pages.store.getState()).toMatchObject({ started: false, busy: true });
    await pages.loadMore();
    expect(pages.store.getState()).toMatchObject({ started: true, busy: false, done: false });
    await Promise.all([pages.loadMore(), pages.loadMore(), pages.loadMore()]);
    expect(requests).toEqual([0, 10]);
    await pages.loadMore();
    expect(pages.store.getState().done).toBe(true);
    await pages.loadMore();
    expect(requests).toEqual([0, 10, 20]);
    expect(ids(pages.store.getState().trades)).toEqual(ids(all));
  });

  it('loads all that is left, telling how far it is', async () => {
    const { loader } = fakeLoader(25, 10);
    const pages = createTradePages(loader, query, 'desc');
    const seen: number[] = [];
    pages.store.subscribe(({ trades }) => seen.push(trades.length));
    pages.start();
    expect(await pages.loadAll()).toBe(true);
    expect([...new Set(seen)]).toEqual([0, 10, 20, 25]);
  });

  it('stops loading all of them when asked to', async () => {
    const { loader, requests } = fakeLoader(100, 10);
    const pages = createTradePages(loader, query, 'desc');
    const aborter = new AbortController();
    pages.store.subscribe(({ trades }) => trades.length >= 20 && aborter.abort());
    pages.start();
    expect(await pages.loadAll(aborter.signal)).toBe(false);
    expect(requests).toEqual([0, 10]);
  });

  it('says why a page did not come, keeps what it has, and tries again when asked', async () => {
    const { loader, failures } = fakeLoader(25, 10);
    const pages = createTradePages(loader, query, 'desc');
    pages.start();
    await pages.loadMore();
    failures.push(Object.assign(new Error('no'), { code: 'unavailable' }));
    expect(await pages.loadAll()).toBe(false);
    expect(pages.store.getState()).toMatchObject({ busy: false, done: false });
    expect(pages.store.getState().error).toContain('Check your connection');
    expect(pages.store.getState().trades).toHaveLength(10);
    expect(await pages.loadAll()).toBe(true);
    expect(pages.store.getState()).toMatchObject({ error: null, done: true });
  });

  it('says to sign in again when access is refused', async () => {
    const { loader, failures } = fakeLoader(1, 10);
    failures.push(Object.assign(new Error('no'), { code: 'permission-denied' }));
    const pages = createTradePages(loader, query, 'desc');
    pages.start();
    await pages.loadMore();
    expect(pages.store.getState().error).toContain('Sign out and in again');
  });

  it('drops what arrives after a stop, and goes on when started again', async () => {
    const { loader } = fakeLoader(15, 10);
    const pages = createTradePages(loader, query, 'desc');
    const stop = pages.start();
    const late = pages.loadMore();
    stop();
    await late;
    expect(pages.store.getState()).toMatchObject({ started: false, busy: false, trades: [] });
    pages.start();
    await pages.loadMore();
    expect(pages.store.getState().trades).toHaveLength(10);
  });

  it('brings single trades up to date, and survives those that cannot be read', async () => {
    const { loader, all } = fakeLoader(3, 10);
    const pages = createTradePages(loader, query, 'desc');
    pages.start();
    await pages.loadMore();
    const [first, second] = all;
    if (!first || !second) throw new Error('no trades');
    const changed = tradeOf(first.id);
    vi.spyOn(loader, 'one').mockImplementation(async id => {
      if (id === first.id) return changed;
      throw new Error('gone');
    });
    await pages.refresh([first.id, second.id]);
    expect(pages.store.getState().trades[0]).toBe(changed);
    expect(pages.store.getState().trades[1]).toBe(second);
  });
});
