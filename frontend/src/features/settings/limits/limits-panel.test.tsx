import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { act, fireEvent, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { botConfigDocument } from '@/followed/bot-config-document.ts';
import { STARTING_BOT_CONFIG } from '@/lib/documents/bot-config.ts';
import { LimitsPanel } from './limits-panel.tsx';

const UNREACHABLE = { kind: 'unreachable', message: 'Not now.', problem: null } as const;

function shown() {
  const tenant = fakeSession();
  tenant.putNoLimits();
  const { store } = tenant.session.document(botConfigDocument);
  render(
    <SignedIn session={tenant.session}>
      <LimitsPanel />
    </SignedIn>,
  );
  return { ...tenant, store };
}

const field = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const largest = () => field('Largest trade');

it('shows the starting limits as what holds until others are saved', () => {
  shown();
  expect(screen.getByText('You have not set limits of your own. These hold until you do.')).toBeDefined();
  expect(largest().value).toBe(STARTING_BOT_CONFIG.limits.maxTradeUsd);
});

it('keeps what is typed while the stored limits come and go', () => {
  const { store } = shown();
  fireEvent.change(largest(), { target: { value: '2,222' } });
  act(() => store.setState({ status: 'error', data: null, error: UNREACHABLE }, true));
  expect(largest().value).toBe('2,222');
  act(() => store.setState({ status: 'missing', data: null, error: null }, true));
  expect(largest().value).toBe('2,222');
});

const notice = () => screen.queryByRole('alert')?.textContent;

it('says of limits that cannot be read that they let no trade be opened', () => {
  const { store } = shown();
  const error = { kind: 'unreadable', message: 'Not in this form.', problem: null } as const;
  act(() => store.setState({ status: 'error', data: null, error }, true));
  expect(notice()).toBe('Your limits cannot be read, so no trade is opened. Save them again.');
});

it('does not pass the starting limits off as the trader’s where the stored ones do not arrive', () => {
  const { store, putMaxTrade } = shown();
  act(() => store.setState({ status: 'error', data: null, error: UNREACHABLE }, true));
  expect(notice()).toBe('Not now. What stands here are the starting limits, which need not be yours.');
  act(() => putMaxTrade('4321.00'));
  expect(largest().value).toBe('4321.00');
  expect(notice()).toBeUndefined();
});

it.each(['', 'ten', '1.5', '-1', '10001'])('takes whole trades only, and not “%s”', async typed => {
  shown();
  fireEvent.change(field('Open trades at a time'), { target: { value: typed } });
  fireEvent.click(screen.getByRole('button', { name: 'Save limits' }));
  expect((await screen.findByRole('alert')).textContent).toBe('Whole trades only, up to 10,000.');
});
