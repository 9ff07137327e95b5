import { parseMoney } from '@agenttrader/domain/money/money';
import { parsePercent } from '@agenttrader/domain/money/percent';
import { parsePrice } from '@agenttrader/domain/money/price';
import { accountWith, fakeSession, SignedIn } from '@test-support/session.tsx';
import { closedFields, timestampOf, tradeFields, tradeOf } from '@test-support/trades.ts';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { shadowTradeDocument } from '@/followed/tenant-documents.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { useTrade } from './use-trade.ts';
import { useIsAnyStale, useIsStale, useTotalUnrealizedPnl } from './use-trades.ts';

const NOW = new Date('2026-03-02T18:04:30Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const openAt = (id: string, lastUpdated: Date) =>
  tradeOf(id, tradeFields({ lastUpdated: timestampOf(lastUpdated.toISOString()) }));
const markAt = (lastUpdated: Date) => ({
  currentPrice: parsePrice('191.12'),
  currentPnl: parseMoney('36.20'),
  pnlPercent: parsePercent('1.9307'),
  lastUpdated,
});

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function hook<T>(use: () => T) {
  const tenant = fakeSession();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SignedIn session={tenant.session}>{children}</SignedIn>
  );
  const putTrade = (data: ShadowTrade) =>
    tenant.session
      .document(shadowTradeDocument('t'))
      .store.setState({ status: 'ready', data, error: null }, true);
  return { ...tenant, putTrade, ...renderHook(use, { wrapper }) };
}

describe('one trade', () => {
  it('is shown at the newer of its own mark and the snapshot’s, until it is closed', () => {
    const { putTrade, putSnapshot, result } = hook(() => useTrade('t'));
    expect(result.current).toMatchObject({ status: 'loading', data: null });
    act(() => putSnapshot({ marks: { t: markAt(ago(0)) } }));
    act(() => putTrade(openAt('t', ago(10))));
    expect(result.current.data).toMatchObject({ currentPrice: '191.12', currentPnl: '36.20' });
    act(() => putTrade(tradeOf('t', closedFields())));
    expect(result.current.data).toEqual(tradeOf('t', closedFields()));
  });
});

describe('the open trades together', () => {
  it('are summed up at the marks of the snapshot', () => {
    const { putOpen, putSnapshot, result } = hook(useTotalUnrealizedPnl);
    act(() => putOpen(openAt('a', ago(10)), openAt('b', ago(10))));
    expect(result.current).toBe('50.00');
    act(() => putSnapshot({ marks: { a: markAt(ago(0)) } }));
    expect(result.current).toBe('61.20');
  });

  it.each([
    ['is marked every minute', 1, 4, false],
    ['has missed a few minutes', 1, 6, true],
    ['stands until its market opens again', 5, 6, false],
    ['missed what came every five minutes', 5, 10, true],
  ])('are stale or not where one %s', (_, everyMinutes, ageMinutes, expected) => {
    const { putOpen, putSnapshot, result } = hook(() => useIsAnyStale());
    const syncedAt = ago(0.5);
    act(() => {
      putSnapshot({
        account: accountWith({ syncedAt }),
        dueAt: new Date(syncedAt.getTime() + everyMinutes * 60_000),
        marks: { a: markAt(ago(ageMinutes)), b: markAt(ago(0.5)) },
      });
      putOpen(openAt('a', ago(60)), openAt('b', ago(60)));
    });
    expect(result.current).toBe(expected);
  });
});

it('calls a trade stale that the snapshot knows nothing of', () => {
  const trade = openAt('t', ago(10));
  const { putSnapshot, result } = hook(() => useIsStale(trade));
  act(() => putSnapshot({ account: accountWith({ syncedAt: ago(0) }), dueAt: ago(-1) }));
  expect(result.current).toBe(true);
});
