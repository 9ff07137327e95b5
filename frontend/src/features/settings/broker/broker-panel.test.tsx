import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { brokerConfigDocument } from '@/followed/tenant-documents.ts';
import { syncErrorOf } from '@/lib/documents/sync-error.ts';
import { BrokerPanel } from './broker-panel.tsx';

const CONNECTED = {
  configured: true,
  environment: 'paper',
  keyIdLast4: 'ABCD',
  connectedAt: null,
  verifiedAt: null,
  instructions: null,
} as const;

const FAILED = { at: new Date(), consecutiveFailures: 1, retryAt: null, parkedVersion: null };

/** The buttons of a connected account in their order, and whether each is the primary one. */
function buttonsWith(code: 'credentials_rejected' | 'broker_unavailable' | null) {
  const { session, putSnapshot } = fakeSession();
  session
    .document(brokerConfigDocument)
    .store.setState({ status: 'ready', data: CONNECTED, error: null }, true);
  putSnapshot({ standingError: code && syncErrorOf({ ...FAILED, code }) });
  render(
    <SignedIn session={session}>
      <BrokerPanel />
    </SignedIn>,
  );
  return screen
    .getAllByRole('button')
    .map(({ textContent, className }) => [textContent, /bg-accent-solid/.test(className)]);
}

it('has other keys entered first where the broker refused these', () => {
  expect(buttonsWith('credentials_rejected')).toEqual([
    ['Replace keys', true],
    ['Verify now', false],
    ['Disconnect …', false],
  ]);
});

it.each([null, 'broker_unavailable'] as const)('has the keys verified first otherwise (%s)', code => {
  expect(buttonsWith(code)).toEqual([
    ['Verify now', true],
    ['Replace keys', false],
    ['Disconnect …', false],
  ]);
});
