import { performance } from '@agenttrader/domain/documents/trade-tally';
import { type Overrides, variantOf } from '@agenttrader/domain/test-support/documents/variant';
import { fakeCalls, fakeSession, SignedIn } from '@test-support/session.tsx';
import { act, render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { performanceDocument } from '@/followed/tenant-documents.ts';
import { readPerformance } from '@/lib/documents/performance.ts';
import { putDocument } from '@/stores/document-store.ts';
import { RealizedFigure } from './realized-figure.tsx';

const stored = (fields: Overrides<typeof performance>) => variantOf(performance, {}, fields);
const COUNTED = stored({ closedTrades: 3, realizedPnl: '12.50', winRate: '66.67', countedTo: null });

/** The figure over a document; undefined for one that is missing. */
function shown(fields: Record<string, unknown> | undefined, summarize: () => unknown = () => ({})) {
  const { session } = fakeSession();
  const { call, made } = fakeCalls({ summarize_shadow_trades: summarize });
  const put = (document: Record<string, unknown> | undefined) =>
    putDocument(session.document(performanceDocument).store, readPerformance, 'performance', document);
  put(fields);
  render(
    <SignedIn session={session} call={call}>
      <RealizedFigure />
    </SignedIn>,
  );
  return { made, put, session };
}

it('shows what is stored, and asks nobody', () => {
  const { made } = shown(COUNTED);
  expect(screen.getByText('+$12.50')).toBeDefined();
  expect(screen.getByText('66.67% won')).toBeDefined();
  expect(made).toEqual([]);
});

it.each([
  ['there is no sum', undefined],
  ['a part of the trades is counted', stored({ countedTo: 'c20', sums: {} })],
])('has the trades counted where %s, and shows nothing until they are', (_case, fields) => {
  const { made, put } = shown(fields);
  expect(made).toEqual([{ name: 'summarize_shadow_trades', request: { status: 'CLOSED' } }]);
  expect(screen.queryByText(/\d|no trade/)).toBeNull();
  act(() => put({ ...fields, ...stored({ countedTo: 'c40' }) }));
  expect(made).toHaveLength(1);
  act(() => put(COUNTED));
  expect(screen.getByText('+$12.50')).toBeDefined();
});

it('says that no trade was closed only where that is known', () => {
  shown(stored({ closedTrades: 0, realizedPnl: '0.00', winRate: null }));
  expect(screen.getByText('no trade closed yet')).toBeDefined();
});

it('shows no figure where they cannot be counted, and tries again once the connection is back', async () => {
  const { made, session } = shown(undefined, () => {
    throw new Error('not now');
  });
  expect(await screen.findByText('not known now')).toBeDefined();
  const { network } = session;
  act(() => network.setState({ online: false, fromServer: false }));
  act(() => network.setState({ online: true, fromServer: true }));
  expect(made).toHaveLength(2);
});
