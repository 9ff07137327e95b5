import { fakeSession } from '@test-support/session.tsx';
import { expect, it } from 'vitest';
import { equityDayDocument } from '@/followed/tenant-documents.ts';
import { failDocument } from '@/stores/document-store.ts';
import { equityDaysStore } from './equity-days-store.ts';
import { daysOf } from './equity-range.ts';

const TODAY = '2026-03-05';

it('tells a day that cannot be read from one without points, and goes on when it can', () => {
  const { session } = fakeSession();
  const equity = equityDaysStore(session, '1W', TODAY);
  const stores = daysOf('1W', new Date(`${TODAY}T23:59:59Z`)).map(
    day => session.document(equityDayDocument(day)).store,
  );
  const stop = equity.follow();
  const [first, ...others] = stores;
  for (const store of others) store.setState({ status: 'missing', data: null, error: null }, true);
  expect(equity.state.getState()).toEqual({ days: null, error: null });
  if (first === undefined) throw new Error('The range has no days.');
  failDocument(first, { kind: 'unreachable', message: 'We keep trying.', problem: null });
  expect(equity.state.getState().error).toBe('We keep trying.');
  const points = [{ at: new Date(`${TODAY}T00:00:00Z`), value: '1.00' }];
  first.setState({ status: 'ready', data: { points }, error: null } as never, true);
  expect(equity.state.getState()).toEqual({ days: [points, ...others.map(() => [])], error: null });
  // What was read once stays while the listener is away.
  failDocument(first, { kind: 'unreachable', message: 'We keep trying.', problem: null });
  expect(equity.state.getState()).toEqual({ days: [points, ...others.map(() => [])], error: null });
  stop();
});
