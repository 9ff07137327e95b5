import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { tradingStatusDocument } from '@/followed/tenant-documents.ts';
import { KillSwitchButton } from './kill-switch-button.tsx';

const OFF = { name: 'Trading off' };

function shown(prepare: (tenant: ReturnType<typeof fakeSession>) => void) {
  const tenant = fakeSession();
  prepare(tenant);
  const onHalt = vi.fn();
  render(
    <SignedIn session={tenant.session}>
      <KillSwitchButton onHalt={onHalt} />
    </SignedIn>,
  );
  return onHalt;
}

it('halts while trading is on', () => {
  const onHalt = shown(({ putTrading }) => putTrading(true));
  fireEvent.click(screen.getByRole('button', { name: 'Halt' }));
  expect(onHalt).toHaveBeenCalledOnce();
});

it('says that trading is off, and leads to the switch', () => {
  shown(({ putTrading }) => putTrading(false));
  expect(screen.getByRole('link', OFF).getAttribute('href')).toBe('/');
  expect(screen.queryByRole('button')).toBeNull();
});

it('can be pressed where nobody can tell whether trading is on, and does not say that it is off', () => {
  const onHalt = shown(({ session }) =>
    session.document(tradingStatusDocument).store.setState({
      status: 'error',
      data: null,
      error: { kind: 'unreachable', message: 'Not now.', problem: null },
    }),
  );
  expect(screen.queryByRole('link', OFF)).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Halt' }));
  expect(onHalt).toHaveBeenCalledOnce();
});
