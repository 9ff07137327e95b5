import { accountWith, fakeSession, SignedIn } from '@test-support/session.tsx';
import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { preferencesDocument } from '@/followed/tenant-documents.ts';
import { DEFAULT_PREFERENCES } from '@/lib/documents/preferences.ts';
import { FreshnessIndicator } from './freshness-indicator.tsx';

const at = (time: string) => new Date(`2026-03-02T${time}Z`);

beforeEach(() => void vi.useFakeTimers({ now: at('23:01:07') }));
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

it.each([
  ['23:01:00', 'Fresh, synced 1 min. ago'],
  ['23:05:00', 'Market closed, synced 1 min. ago, next by 00:05'],
  [null, 'Fresh, synced 1 min. ago'],
])('says of a sync whose next one is due at %s: %s', (due, words) => {
  const tenant = fakeSession();
  const data = { ...DEFAULT_PREFERENCES, timezone: 'Europe/Zurich' };
  tenant.session.document(preferencesDocument).store.setState({ status: 'ready', data, error: null }, true);
  const { container } = render(
    <SignedIn session={tenant.session}>
      <FreshnessIndicator />
    </SignedIn>,
  );
  expect(container.querySelector('time')).toBeNull();
  const account = accountWith({ syncedAt: at('23:00:07') });
  act(() => tenant.putSnapshot({ account, dueAt: due === null ? null : at(due) }));
  expect(container.querySelector('span')?.textContent).toBe(words);
});
