import { accountWith, fakeSession, SignedIn } from '@test-support/session.tsx';
import { act, cleanup, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { snapshotDocument, syncErrorDocument } from '@/followed/tenant-documents.ts';
import { syncErrorOf } from '@/lib/documents/sync-error.ts';
import { useFreshness, useSnapshot, useSyncError } from './use-account.ts';

const NOW = new Date('2026-03-02T18:02:00Z');
const at = (time: string) => new Date(`2026-03-02T${time}Z`);
const failed = syncErrorOf({
  code: 'broker_timeout',
  at: NOW,
  consecutiveFailures: 3,
  retryAt: null,
  parkedVersion: null,
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
  const isFollowed = vi.spyOn(tenant.session.document(syncErrorDocument), 'acquire');
  return { ...tenant, isFollowed, ...renderHook(use, { wrapper }) };
}

describe('the account', () => {
  it('of a document without one is missing, as it is without a document', () => {
    const { session, putSnapshot, result } = hook(useSnapshot);
    act(() =>
      session.document(snapshotDocument).store.setState({ status: 'missing', data: null, error: null }),
    );
    const without = result.current;
    act(() => putSnapshot({ account: null }));
    expect(result.current).toEqual(without);
    const account = accountWith();
    act(() => putSnapshot({ account }));
    expect(result.current).toEqual({ status: 'ready', data: account, error: null });
  });

  it('that can no longer be read is the last that could', () => {
    const { session, putSnapshot, result } = hook(useSnapshot);
    const account = accountWith();
    const error = { kind: 'unreadable', message: 'This cannot be read.', problem: null } as const;
    act(() => putSnapshot({ account }));
    act(() => session.document(snapshotDocument).store.setState({ status: 'error', error }));
    expect(result.current).toEqual({ status: 'error', data: account, error });
  });
});

describe('what the last sync failed of', () => {
  it('is what the snapshot says, without another listener', () => {
    const { putSnapshot, isFollowed, result } = hook(useSyncError);
    act(() => putSnapshot({ standingError: failed }));
    expect(result.current).toBe(failed);
    act(() => putSnapshot());
    expect(result.current).toBeNull();
    expect(isFollowed).not.toHaveBeenCalled();
  });

  it.each([
    ['not one that a sync of this version wrote', { status: 'ready' as const, error: null }],
    ['missing', { status: 'missing' as const, data: null, error: null }],
    ['unreadable', { status: 'error' as const, data: null }],
  ])('is what its own document says while the snapshot is %s', (_, change) => {
    const { session, putSnapshot, isFollowed, result } = hook(useSyncError);
    act(() => putSnapshot({ standingError: undefined }));
    act(() => session.document(snapshotDocument).store.setState(change as never));
    act(() =>
      session
        .document(syncErrorDocument)
        .store.setState({ status: 'ready', data: failed, error: null }, true),
    );
    expect(isFollowed).toHaveBeenCalled();
    expect(result.current).toBe(failed);
    act(() => putSnapshot());
    expect(result.current).toBeNull();
  });
});

describe('freshness', () => {
  const account = accountWith({ syncedAt: at('18:00:07') });

  it.each([
    ['18:01:00', '18:02:00', 'fresh', null],
    ['18:01:00', '18:02:08', 'delayed', null],
    [null, '18:05:08', 'stale', null],
    ['18:05:00', '18:02:00', 'fresh', '18:05:00'],
    ['18:05:00', '18:06:00', 'fresh', '18:05:00'],
    ['18:05:00', '18:06:02', 'delayed', null],
    ['18:05:00', '18:09:02', 'stale', null],
    ['19:05:00', '18:02:08', 'delayed', null],
  ])('with the next sync due at %s it is at %s %s, paused until %s', (due, now, freshness, until) => {
    vi.setSystemTime(at(now));
    const { putSnapshot, result } = hook(useFreshness);
    act(() => putSnapshot({ account, dueAt: due === null ? null : at(due) }));
    expect(result.current).toEqual({
      freshness,
      syncedAt: account.syncedAt,
      pausedUntil: until === null ? null : at(until),
    });
  });

  it.each([
    ['18:07:30', 'delayed', null],
    ['18:05:30', 'fresh', '18:10:00'],
    ['18:10:00', 'stale', null],
  ])(
    'of figures that a sync five minutes later did not renew is at %s %s, paused until %s',
    (now, freshness, until) => {
      vi.setSystemTime(at(now));
      const { putSnapshot, result } = hook(useFreshness);
      const standingError = { ...failed, at: at('18:05:03') };
      act(() => putSnapshot({ account, standingError, dueAt: at('18:10:00') }));
      expect(result.current).toEqual({
        freshness,
        syncedAt: account.syncedAt,
        pausedUntil: until === null ? null : at(until),
      });
    },
  );

  it('is that of their age where syncs go on and fail', () => {
    vi.setSystemTime(at('18:09:20'));
    const { putSnapshot, result } = hook(useFreshness);
    const standingError = { ...failed, at: at('18:09:02') };
    act(() => putSnapshot({ account, standingError, dueAt: at('18:10:00') }));
    expect(result.current.freshness).toBe('stale');
  });

  it('is no pause for who holds coins, although a change may be as long in coming', () => {
    const { putSnapshot, result } = hook(useFreshness);
    act(() => putSnapshot({ account, dueAt: at('18:05:00'), isAroundTheClock: true }));
    expect(result.current).toMatchObject({ freshness: 'fresh', pausedUntil: null });
  });

  it('is not known while nothing is, and never before the first sync', () => {
    const { putSnapshot, result } = hook(useFreshness);
    expect(result.current.freshness).toBeNull();
    act(() => putSnapshot({ dueAt: at('18:05:00') }));
    expect(result.current).toEqual({ freshness: 'never', syncedAt: null, pausedUntil: null });
  });
});
