import { fakeSession, SignedIn } from '@test-support/session.tsx';
import { tradeFields } from '@test-support/trades.ts';
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { openTrades } from '@/followed/tenant-collections.ts';
import { readShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { putCollection } from '@/stores/collection-store.ts';
import { OpenTradesPanel } from './open-trades-panel.tsx';

afterEach(cleanup);

function shown(documents: Record<string, object>) {
  const { session } = fakeSession();
  render(
    <SignedIn session={session}>
      <OpenTradesPanel />
    </SignedIn>,
  );
  const put = (changed: Record<string, object>) =>
    act(() =>
      putCollection(session.collection(openTrades).store, readShadowTrade, {
        ids: Object.keys(changed),
        changed: new Map(Object.entries(changed)),
      }),
    );
  put(documents);
  return put;
}

describe('the open trades', () => {
  it('say which of them cannot be read, until it is mended', () => {
    const good = tradeFields({});
    const put = shown({ good, bad: tradeFields({ entryPrice: 100.5 }) });
    expect(screen.getByRole('alert').textContent).toBe(
      'One open trade is stored in a form that cannot be read, and not followed. Contact support with the id bad.',
    );
    expect(screen.getByRole('table')).toBeDefined();
    put({ good, bad: good });
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('are not said to be none where none can be read', () => {
    const documents = Array.from({ length: 7 }, (_, index) => [`t${index}`, { status: 'OPEN' }] as const);
    shown(Object.fromEntries(documents));
    expect(screen.getByRole('alert').textContent).toContain(
      '7 open trades are stored in a form that cannot be read, and not followed. Contact support with the ids t0, t1, t2, t3, t4.',
    );
    expect(screen.queryByText('No open shadow trades')).toBeNull();
  });
});
