import { fakeCalls, fakeSession, SignedIn } from '@test-support/session.tsx';
import { tradeFields, tradeOf } from '@test-support/trades.ts';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NO_FILTERS, type TradeFilters } from '@/features/trades/filters/trade-filters.ts';
import { queryOf } from '@/features/trades/filters/trade-query.ts';
import { CallableFailure } from '@/lib/callable-failure.ts';
import { TradeTotals } from './trade-totals.tsx';
import { useTradeTotals } from './use-trade-totals.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const summary = {
  count: 12_345,
  open: 2,
  closed: 12_343,
  notionalUsd: '9007199254740993.10',
  realizedPnl: '-12.30',
  unrealizedPnl: '1.00',
  wins: 8_000,
  losses: 4_000,
  unreadable: 0,
  asOf: '2026-03-02T14:05:00Z',
};

function Totals({ filters }: { filters: TradeFilters }) {
  const query = queryOf(filters, 'UTC');
  return <TradeTotals query={query} totals={useTradeTotals(query)} />;
}

const open = (id: string, pnl: string, symbol = 'AAPL') =>
  tradeOf(id, tradeFields({ currentPnl: pnl, symbol }));
const settle = () => act(() => vi.advanceTimersByTimeAsync(600));

async function shown(answer: () => unknown = () => summary, filters: TradeFilters = NO_FILTERS) {
  const tenant = fakeSession();
  tenant.putOpen(open('a', '10.00'), open('b', '-2.50', 'MSFT'));
  tenant.putClosed();
  const calls = fakeCalls({ summarize_shadow_trades: answer });
  const view = (shown: TradeFilters) => (
    <SignedIn session={tenant.session} call={calls.call}>
      <Totals filters={shown} />
    </SignedIn>
  );
  const { rerender } = render(view(filters));
  await settle();
  return { ...tenant, ...calls, filterBy: (next: TradeFilters) => rerender(view(next)) };
}

describe('TradeTotals', () => {
  it('shows the server’s sums over all trades, to the digit', async () => {
    await shown();
    expect(screen.getByText('12,345')).toBeDefined();
    expect(screen.getByText('$9,007,199,254,740,993.10')).toBeDefined();
    expect(screen.getByText('−$12.30')).toBeDefined();
    expect(screen.getByText('64.81%')).toBeDefined();
  });

  it('sums up the open ones here, at every mark, without asking again', async () => {
    const { putOpen, made } = await shown();
    expect(screen.getByText('+$7.50')).toBeDefined();
    act(() => putOpen(open('a', '10.01'), open('b', '-2.50', 'MSFT')));
    expect(screen.getByText('+$7.51')).toBeDefined();
    await settle();
    expect(made).toHaveLength(1);
  });

  it('counts only the open ones that match', async () => {
    await shown(() => summary, { ...NO_FILTERS, symbol: 'AAPL' });
    expect(screen.getByText('+$10.00')).toBeDefined();
  });

  it('asks again, once, when several trades are closed together', async () => {
    const { putOpen, putClosed, made } = await shown();
    act(() => putOpen(open('a', '10.00')));
    act(() => putClosed(open('b', '-2.50')));
    act(() => putOpen());
    await settle();
    expect(made).toHaveLength(2);
  });

  it('never shows the sums of another question', async () => {
    const { filterBy, made } = await shown();
    filterBy({ ...NO_FILTERS, side: 'SELL' });
    expect(screen.queryByText('12,345')).toBeNull();
    await settle();
    expect(made.map(({ request }) => request)).toEqual([{}, { side: 'SELL' }]);
  });

  it('asks again by itself once there is a connection', async () => {
    let failing = true;
    const { session } = await shown(() => {
      if (failing) throw new CallableFailure('offline', 'You are offline.');
      return summary;
    });
    expect(screen.getByText(/You are offline/)).toBeDefined();
    act(() => session.network.setState({ online: false, fromServer: false }));
    failing = false;
    act(() => session.network.setState({ online: true, fromServer: true }));
    await settle();
    expect(screen.queryByText(/You are offline/)).toBeNull();
    expect(screen.getByText('12,345')).toBeDefined();
  });

  it('says why there are no sums, and tries again when asked', async () => {
    let failing = true;
    await shown(() => {
      if (failing) throw new CallableFailure('unavailable', 'Try again in a minute.');
      return summary;
    });
    expect(screen.getByText(/Try again in a minute/)).toBeDefined();
    failing = false;
    act(() => screen.getByRole('button', { name: 'Try again' }).click());
    await settle();
    expect(screen.getByText('12,345')).toBeDefined();
  });
});
