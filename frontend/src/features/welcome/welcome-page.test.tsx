import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { brokerConfigDocument } from '@/followed/tenant-documents.ts';
import { WelcomePage } from './welcome-page.tsx';

it('keeps its heading while it goes to the step that is next', () => {
  const { session, putNoLimits, putTrading } = fakeSession();
  render(
    <SignedIn session={session}>
      <WelcomePage />
    </SignedIn>,
  );
  const heading = screen.getByRole('heading', { level: 1 });
  act(() => {
    session
      .document(brokerConfigDocument)
      .store.setState({ status: 'missing', data: null, error: null }, true);
    putNoLimits();
    putTrading(false);
  });
  expect(heading.isConnected).toBe(true);
});
