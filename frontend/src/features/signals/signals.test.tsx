import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { signalOf } from '@test-support/signals.ts';
import { render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { SignalStatusBadge } from '@/components/figures/signal-status.tsx';
import { SignalActions } from './signal-actions.tsx';
import { SignalDetails } from './signal-details.tsx';

const show = (part: ReactNode) => render(<SignedIn session={fakeSession().session}>{part}</SignedIn>);

describe('the end of a signal', () => {
  it('is shown while somebody can act on it', () => {
    show(<SignalDetails signal={signalOf()} />);
    expect(screen.getByText('Expires')).toBeDefined();
  });

  it.each([
    ['acted on', signalOf({ status: 'executed', tradeId: 't1' })],
    ['dismissed', signalOf({ status: 'dismissed' })],
    ['past its end', signalOf({ expiresAt: new Date(Date.now() - 60_000) })],
  ])('is not shown of one that is %s', (_case, signal) => {
    show(<SignalDetails signal={signal} />);
    expect(screen.getByText('Rising on volume.')).toBeDefined();
    expect(screen.queryByText('Expires')).toBeNull();
  });
});

describe('the badge of a signal', () => {
  it.each([
    ['Pending', signalOf()],
    ['Nothing to do', signalOf({ action: 'hold' })],
    ['Expired', signalOf({ action: 'hold', expiresAt: new Date(Date.now() - 60_000) })],
    ['Acted on', signalOf({ status: 'executed' })],
    ['Dismissed', signalOf({ status: 'dismissed' })],
  ])('is “%s”', (word, signal) => {
    const { container } = show(<SignalStatusBadge signal={signal} />);
    expect(container.firstChild?.textContent).toBe(word);
  });
});

describe('what to do about a signal', () => {
  const actions = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);

  it('is to open its trade, or to put it aside', () => {
    show(<SignalActions signal={signalOf()} />);
    expect(actions()).toEqual(['Open this trade …', 'Dismiss']);
  });

  it('is to put a Hold aside, and nothing else', () => {
    show(<SignalActions signal={signalOf({ action: 'hold' })} />);
    expect(actions()).toEqual(['Dismiss']);
  });

  it('is to see the trade that was opened on it', () => {
    show(<SignalActions signal={signalOf({ status: 'executed', tradeId: 't1' })} />);
    expect(screen.getByRole('link', { name: 'See the trade' }).getAttribute('href')).toBe('/trades/t1');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is nothing once it is put aside', () => {
    show(<SignalActions signal={signalOf({ status: 'dismissed' })} />);
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('link')).toBeNull();
  });
});
