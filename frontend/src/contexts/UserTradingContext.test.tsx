import { fakeSession } from '@test-support/session.tsx';
import { closedFields, tradeFields, tradeOf } from '@test-support/trades.ts';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { openTrades } from '@/followed/tenant-collections.ts';
import { snapshotDocument } from '@/followed/tenant-documents.ts';
import { UserTradingProvider, useUserTrading } from './UserTradingContext.tsx';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function shown() {
  const tenant = fakeSession();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <UserTradingProvider session={tenant.session}>{children}</UserTradingProvider>
  );
  return { ...tenant, ...renderHook(() => useUserTrading(), { wrapper }) };
}

it('has nothing before the first answer, and says that it is loading', () => {
  expect(shown().result.current).toEqual({
    accountSnapshot: null,
    shadowTrades: [],
    signals: [],
    openShadowTrades: [],
    totalUnrealizedPnL: '0.00',
    loading: { accountSnapshot: true, shadowTrades: true, signals: true },
    error: { accountSnapshot: null, shadowTrades: null, signals: null },
  });
});

it('puts the open trades before the closed ones, and adds up the open ones alone', () => {
  const { result, putOpen, putClosed } = shown();
  act(() => {
    putOpen(
      tradeOf('a', tradeFields({ currentPnl: '0.10' })),
      tradeOf('b', tradeFields({ currentPnl: '-1.35' })),
    );
    putClosed(tradeOf('c', closedFields({ finalPnl: '99.00' })));
  });
  expect(result.current.shadowTrades.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(result.current.openShadowTrades.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(result.current.totalUnrealizedPnL).toBe('-1.25');
  expect(result.current.loading).toEqual({ accountSnapshot: true, shadowTrades: false, signals: true });
});

it('keeps an error with what it is about', () => {
  const { result, session } = shown();
  act(() => {
    const error = { kind: 'unreachable', message: 'You may not read this.', problem: null } as const;
    session.document(snapshotDocument).store.setState({ status: 'error', data: null, error }, true);
    session.collection(openTrades).store.setState({ status: 'error', error });
  });
  expect(result.current.error).toEqual({
    accountSnapshot: 'You may not read this.',
    shadowTrades: 'You may not read this.',
    signals: null,
  });
  expect(result.current.loading.accountSnapshot).toBe(false);
});

it('is of no use to whoever is not signed in', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(() => renderHook(() => useUserTrading())).toThrow(
    'useSession needs a UserTradingProvider above it.',
  );
});
