import { accountWith, fakeSession, SignedIn } from '@test-support/session.tsx';
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { brokerConfigDocument, syncErrorDocument } from '@/followed/tenant-documents.ts';
import type { AccountSnapshot } from '@/lib/documents/snapshot.ts';
import { syncErrorOf } from '@/lib/documents/sync-error.ts';
import { restrictionOf, SyncNotice } from './sync-notice.tsx';

const free = { accountBlocked: false, tradingBlocked: false, accountStatus: 'ACTIVE' };

it.each([
  [{ accountBlocked: true, tradingBlocked: true }, /blocked this account/],
  [{ tradingBlocked: true }, /blocked trading/],
  [{ accountStatus: 'ACCOUNT_UPDATED' }, /“account updated”, not active/],
])('says loudly that %j', (change, message) => {
  expect(restrictionOf({ ...free, ...change })).toMatch(message);
});

it('says nothing of an account that is free to trade', () => {
  expect(restrictionOf(free)).toBeNull();
});

describe('above the figures of a connected account', () => {
  const CONNECTED = {
    configured: true,
    environment: 'paper',
    keyIdLast4: 'ABCD',
    connectedAt: null,
    verifiedAt: null,
    instructions: null,
  } as const;

  interface Plight {
    readonly trading?: boolean;
    /** Null where there are no figures yet. */
    readonly account: Partial<AccountSnapshot> | null;
    readonly error?: Partial<StandingError>;
    /** Whether the error stands where earlier versions put it, and the snapshot says nothing of it. */
    readonly isOfEarlierVersion?: boolean;
  }
  type StandingError = Parameters<typeof syncErrorOf>[0];

  const FAILED: StandingError = {
    code: 'broker_unavailable',
    at: new Date(Date.now() - 10_000),
    consecutiveFailures: 1,
    retryAt: null,
    parkedVersion: null,
  };

  function show({ trading = true, account, error, isOfEarlierVersion = false }: Plight) {
    const tenant = fakeSession();
    const { session } = tenant;
    session
      .document(brokerConfigDocument)
      .store.setState({ status: 'ready', data: CONNECTED, error: null }, true);
    tenant.putTrading(trading);
    const failure = error ? syncErrorOf({ ...FAILED, ...error }) : null;
    tenant.putSnapshot({
      account: account && accountWith(account),
      standingError: isOfEarlierVersion ? undefined : failure,
    });
    if (isOfEarlierVersion && failure) {
      session
        .document(syncErrorDocument)
        .store.setState({ status: 'ready', data: failure, error: null }, true);
    }
    const { container } = render(
      <SignedIn session={session}>
        <SyncNotice />
      </SignedIn>,
    );
    return container.querySelector('[role=status], [role=alert]');
  }

  it('stands nothing while all is well, with trading on or off', () => {
    expect(show({ account: {} })).toBeNull();
    expect(show({ account: {}, trading: false })).toBeNull();
  });

  it('stands why there are none while trading is off', () => {
    const notice = show({ account: null, trading: false });
    expect(notice?.textContent).toMatch(/^Trading is off, so your account is not read every minute/);
    expect(notice?.textContent).toContain('“Sync now”');
  });

  it.each([{ accountBlocked: true }, { tradingBlocked: true }, { accountStatus: 'ACCOUNT_CLOSED' }])(
    'stands what the broker holds against it, as an alarm: %j',
    account => {
      const notice = show({ account });
      expect(notice?.getAttribute('role')).toBe('alert');
      expect(notice?.textContent).toBe(restrictionOf({ ...free, ...account }));
    },
  );

  it('stands the way to other keys where the broker refused these, and that nobody tries again before', () => {
    const notice = show({ account: {}, error: { code: 'credentials_rejected', parkedVersion: '3.1' } });
    const link = screen.getByRole('link', { name: 'Mend the connection' });
    expect(link.getAttribute('href')).toBe('/settings/broker');
    expect(notice?.textContent).toContain('It is not tried again until you connect your account again.');
  });

  it.each([false, true])(
    'stands how often it was tried, and when next (of an earlier version: %s)',
    earlier => {
      const notice = show({
        account: {},
        error: { consecutiveFailures: 12, retryAt: new Date(Date.now() + 4.5 * 60_000) },
        isOfEarlierVersion: earlier,
      });
      expect(notice?.textContent).toBe(
        'Alpaca answered with an error of its own. We try again shortly.' +
          'Last tried 10 sec. ago, 12 times in a row (next in 4 min.).' +
          ' The figures below are those of the last sync that succeeded.',
      );
      expect(screen.queryByRole('link')).toBeNull();
    },
  );
});
