import { parseMoney } from '@agenttrader/domain/money/money';
import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { nthTrade } from '@test-support/trades.ts';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_FILTERS, type TradeFilters } from '@/features/trades/filters/trade-filters.ts';
import { queryOf } from '@/features/trades/filters/trade-query.ts';
import { DEFAULT_SORT, type TradeSort } from '@/features/trades/filters/trade-sort.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import type { Marks } from '@/lib/documents/snapshot.ts';
import type { TradeLoader, TradePage } from './trade-loader.ts';
import { useTradePages } from './use-trade-pages.ts';
import { useTrades } from './use-trades.ts';

const PAGE = 10;
const open = (n: number) => nthTrade(n, { status: 'OPEN', exitPrice: null, finalPnl: null, closedAt: null });

let beats = 0;
const markOf = (pnl: string): Marks[string] => {
  const { currentPrice, pnlPercent } = open(0);
  beats += 1;
  return { currentPrice, pnlPercent, currentPnl: parseMoney(pnl), lastUpdated: new Date(Date.now() + beats) };
};

/** Trades by number, in pages of ten; `stored` is what a single read finds. */
function fakeLoader(all: readonly ShadowTrade[]) {
  const stored = new Map(all.map(trade => [trade.id, trade]));
  const asked: string[] = [];
  const reads: string[] = [];
  const page = async (rows: readonly ShadowTrade[], start: number): Promise<TradePage> => ({
    trades: rows.slice(start, start + PAGE),
    unreadable: [],
    next: start + PAGE < rows.length ? () => page(rows, start + PAGE) : null,
  });
  const loader: TradeLoader = {
    firstPage: (query, direction) => {
      asked.push(`${query.side ?? 'any'} ${direction}`);
      const rows = all.filter(({ side }) => query.side === null || side === query.side);
      return page(direction === 'desc' ? rows : rows.toReversed(), 0);
    },
    one: async id => {
      reads.push(id);
      return stored.get(id) ?? null;
    },
  };
  return { loader, stored, asked, reads };
}

interface Question {
  readonly filters?: TradeFilters;
  readonly sort?: TradeSort;
}

function follow(loader: TradeLoader, tenant: ReturnType<typeof fakeSession>) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SignedIn session={tenant.session}>{children}</SignedIn>
  );
  return renderHook(
    ({ filters = NO_FILTERS, sort = DEFAULT_SORT }: Question) => {
      const query = queryOf(filters, 'UTC');
      const [pages, state] = useTradePages(loader, query, sort);
      return { pages, state, trades: useTrades(pages, state, query, sort) };
    },
    { wrapper, initialProps: {} as Question },
  );
}

const numbers = (trades: readonly ShadowTrade[]) => trades.map(({ id }) => Number(id.slice(6)));
const settle = () => act(() => vi.advanceTimersByTimeAsync(2_000));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function tenantWith(...trades: ShadowTrade[]) {
  const tenant = fakeSession();
  tenant.putOpen(...trades);
  tenant.putClosed();
  return tenant;
}

describe('useTrades', () => {
  const closed = Array.from({ length: 25 }, (_, n) => nthTrade(n, { side: n % 2 === 0 ? 'BUY' : 'SELL' }));

  it('asks afresh for another question and forgets the answer to the one before', async () => {
    const { loader, asked } = fakeLoader(closed);
    const { result, rerender } = follow(loader, tenantWith());
    await settle();
    expect(result.current.trades).toHaveLength(PAGE);
    rerender({ filters: { ...NO_FILTERS, side: 'SELL' } });
    expect(result.current.trades).toEqual([]);
    await settle();
    expect(numbers(result.current.trades)).toEqual([1, 3, 5, 7, 9, 11, 13, 15, 17, 19]);
    expect(asked).toEqual(['any desc', 'SELL desc']);
  });

  it('loads by itself once there is a connection again', async () => {
    const { loader } = fakeLoader(closed);
    let connected = false;
    const broken: TradeLoader = {
      ...loader,
      firstPage: (...wanted) =>
        connected ? loader.firstPage(...wanted) : Promise.reject(new Error('no connection')),
    };
    const tenant = tenantWith();
    const { result } = follow(broken, tenant);
    await settle();
    expect(result.current.state.error).toMatch(/could not be loaded/);
    act(() => tenant.session.network.setState({ online: true, fromServer: false }));
    connected = true;
    act(() => tenant.session.network.setState({ online: true, fromServer: true }));
    await settle();
    expect(result.current.state.error).toBeNull();
    expect(result.current.trades).toHaveLength(PAGE);
  });

  it('has Firestore turn the order around, and loads a page only', async () => {
    const { loader, asked } = fakeLoader(closed);
    const { result, rerender } = follow(loader, tenantWith());
    await settle();
    rerender({ sort: { column: 'opened', direction: 'asc' } });
    await settle();
    expect(numbers(result.current.trades)).toEqual([24, 23, 22, 21, 20, 19, 18, 17, 16, 15]);
    expect(asked).toEqual(['any desc', 'any asc']);
  });

  it('keeps what is loaded when it needs all of it, and asks for the rest', async () => {
    const { loader, asked } = fakeLoader(closed);
    const { result, rerender } = follow(loader, tenantWith());
    await settle();
    rerender({ sort: { column: 'symbol', direction: 'asc' } });
    await settle();
    expect(result.current.state.done).toBe(true);
    expect(result.current.trades).toHaveLength(25);
    expect(asked).toEqual(['any desc']);
  });

  it('gives out the same list over a new mark, unless the order follows it', async () => {
    const tenant = tenantWith(open(0), open(1));
    const { loader } = fakeLoader([open(0), open(1), ...closed.slice(2)]);
    const { result } = follow(loader, tenant);
    await settle();
    const before = result.current.trades;
    act(() => tenant.putOpen(open(0), nthTrade(1, { status: 'OPEN', currentPnl: '9.99' })));
    expect(result.current.trades).toBe(before);
  });

  it('puts the open trades in order by the marks of the snapshot', async () => {
    const tenant = tenantWith(open(0), open(1));
    const { loader } = fakeLoader([open(0), open(1)]);
    const { result, rerender } = follow(loader, tenant);
    rerender({ sort: { column: 'pnl', direction: 'desc' } });
    await settle();
    const beat = (zero: string, one: string) => {
      const [first, second] = [open(0).id, open(1).id];
      act(() => tenant.putSnapshot({ marks: { [first]: markOf(zero), [second]: markOf(one) } }));
    };
    beat('1.00', '2.00');
    expect(numbers(result.current.trades)).toEqual([1, 0]);
    beat('3.00', '2.00');
    expect(numbers(result.current.trades)).toEqual([0, 1]);
    expect(result.current.trades[0]?.currentPnl).toBe('3.00');
  });

  it('reads a trade again that was closed without being among the newest closed ones', async () => {
    const tenant = tenantWith(open(0), open(1));
    const { loader, stored, reads } = fakeLoader([open(0), open(1), ...closed.slice(2)]);
    const { result } = follow(loader, tenant);
    await settle();
    expect(reads).toEqual([]);
    stored.set(open(1).id, nthTrade(1));
    act(() => tenant.putOpen(open(0)));
    await settle();
    expect(reads).toEqual([open(1).id]);
    expect(result.current.trades[1]?.status).toBe('CLOSED');
    await settle();
    expect(reads).toHaveLength(1);
  });

  it('keeps a trade that was opened and closed since the page was loaded', async () => {
    const tenant = tenantWith();
    const { loader, stored } = fakeLoader(closed.slice(1));
    const { result } = follow(loader, tenant);
    await settle();
    act(() => tenant.putOpen(open(0)));
    await settle();
    stored.set(open(0).id, nthTrade(0));
    act(() => tenant.putOpen());
    await settle();
    expect(numbers(result.current.trades).slice(0, 2)).toEqual([0, 1]);
    expect(result.current.trades[0]?.status).toBe('CLOSED');
  });
});
