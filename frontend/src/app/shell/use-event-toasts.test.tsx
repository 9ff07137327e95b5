import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { tradeFields, tradeOf } from '@test-support/trades.ts';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it } from 'vitest';
import { takeToasts } from '@/components/ui/toast.ts';
import { syncErrorOf } from '@/lib/documents/sync-error.ts';
import { useEventToasts } from './use-event-toasts.ts';

afterEach(() => {
  cleanup();
  takeToasts();
});

const failed = (code: 'broker_timeout' | 'broker_unavailable') =>
  syncErrorOf({ code, at: new Date(), consecutiveFailures: 1, retryAt: null, parkedVersion: null });

function followed() {
  const tenant = fakeSession();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <SignedIn session={tenant.session}>{children}</SignedIn>
  );
  renderHook(useEventToasts, { wrapper });
  return {
    ...tenant,
    put: (...change: Parameters<typeof tenant.putSnapshot>) => act(() => tenant.putSnapshot(...change)),
  };
}

it('says once that syncs began to fail, and again when they do so anew', () => {
  const { put } = followed();
  put();
  put({ standingError: failed('broker_timeout') });
  put({ standingError: failed('broker_unavailable') });
  expect(takeToasts()).toEqual([{ kind: 'error', text: failed('broker_timeout').message }]);
  put();
  put({ standingError: failed('broker_timeout') });
  expect(takeToasts()).toHaveLength(1);
});

it('says nothing of a failure that stood when the page was opened', () => {
  const { put } = followed();
  put({ standingError: failed('broker_timeout') });
  expect(takeToasts()).toEqual([]);
});

it('calls a trade opened once, however often it is marked', () => {
  const { putOpen, put } = followed();
  act(() => putOpen());
  const trade = tradeOf('a', tradeFields({ source: 'strategy' }));
  act(() => putOpen(trade));
  const { currentPrice, currentPnl, pnlPercent } = trade;
  put({ marks: { a: { currentPrice, currentPnl, pnlPercent, lastUpdated: new Date() } } });
  expect(takeToasts()).toEqual([{ kind: 'info', text: 'Opened a trade in AAPL.' }]);
});
