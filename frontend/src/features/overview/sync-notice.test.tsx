import type { SyncErrorCode } from '@agenttrader/domain/accounts/sync-error';
import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { brokerConfigDocument, snapshotDocument, syncErrorDocument } from '@/followed/tenant-documents.ts';
import type { AccountSnapshot } from '@/lib/documents/snapshot.ts';
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
    readonly code?: SyncErrorCode;
  }

  function show({ trading = true, account, code }: Plight) {
    const tenant = fakeSession();
    const { session } = tenant;
    session
      .document(brokerConfigDocument)
      .store.setState({ status: 'ready', data: CONNECTED, error: null }, true);
    tenant.putTrading(trading);
    if (account !== null) {
      tenant.putEquity('100000.00');
      const { store } = session.document(snapshotDocument);
      const state = store.getState();
      if (state.status === 'ready') store.setState({ ...state, data: { ...state.data, ...account } }, true);
    }
    if (code !== undefined) {
      const data = { code, message: 'It failed.', at: new Date(), consecutiveFailures: 1, retryAt: null };
      session.document(syncErrorDocument).store.setState({ status: 'ready', data, error: null }, true);
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

  it('stands the way to other keys where the broker refused these', () => {
    show({ account: {}, code: 'credentials_rejected' });
    const link = screen.getByRole('link', { name: 'Mend the connection' });
    expect(link.getAttribute('href')).toBe('/settings/broker');
  });

  it('stands no such way where only time helps', () => {
    expect(show({ account: {}, code: 'broker_unavailable' })?.textContent).toContain('It failed.');
    expect(screen.queryByRole('link')).toBeNull();
  });
});
