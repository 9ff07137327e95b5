import { parseMoney } from '@agenttrader/domain/money/money';
import { fakeSession } from '@test-support/session.tsx';
import { describe, expect, it } from 'vitest';
import { equityDayDocument } from '@/followed/tenant-documents.ts';
import { readEquityDay } from '@/lib/documents/day-series.ts';
import { failDocument, putDocument } from '@/stores/document-store.ts';
import { equityDaysStore } from './equity-days-store.ts';
import { daysOf } from './equity-range.ts';

const TODAY = '2026-03-05';
const YESTERDAY = '2026-03-04';
const MISSING = { status: 'missing', data: null, error: null } as const;

it('tells a day that cannot be read from one without points, and goes on when it can', () => {
  const { session, putSnapshot } = fakeSession();
  putSnapshot();
  const equity = equityDaysStore(session, '1W', TODAY);
  const stores = daysOf('1W', new Date(`${TODAY}T23:59:59Z`)).map(
    day => session.document(equityDayDocument(day)).store,
  );
  const stop = equity.follow();
  const [first, ...others] = stores;
  for (const store of others) store.setState(MISSING, true);
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

describe('points that are in the snapshot alone', () => {
  function curve() {
    const tenant = fakeSession();
    const equity = equityDaysStore(tenant.session, '1D', TODAY);
    equity.follow();
    const put = (day: string, points: Record<string, string>) =>
      putDocument(tenant.session.document(equityDayDocument(day)).store, readEquityDay, day, { points });
    const beat = (day: string, points: Record<string, string>) => {
      const money = Object.fromEntries(
        Object.entries(points).map(([minute, value]) => [minute, parseMoney(value)]),
      );
      tenant.putSnapshot({ recent: { day, equity: money, prices: {} } });
    };
    const shown = () =>
      equity.state
        .getState()
        .days?.flat()
        .map(({ at, value }) => `${at.toISOString().slice(8, 16)} ${value}`);
    return { ...tenant, put, beat, shown };
  }

  it('follow those of the day’s document, and a minute without one stays a gap', () => {
    const { put, beat, shown } = curve();
    put(YESTERDAY, { '2300': '1.00' });
    put(TODAY, { '1400': '2.00', '1401': '3.00' });
    beat(TODAY, { '1404': '4.00', '1405': '5.00' });
    expect(shown()).toEqual([
      '04T23:00 1.00',
      '05T14:00 2.00',
      '05T14:01 3.00',
      '05T14:04 4.00',
      '05T14:05 5.00',
    ]);
  });

  it('neither double nor vanish while they are brought over, whichever listener comes first', () => {
    const { put, beat, putSnapshot, shown } = curve();
    put(YESTERDAY, {});
    put(TODAY, { '1400': '2.00' });
    beat(TODAY, { '1401': '3.00', '1402': '4.00' });
    const before = shown();
    put(TODAY, { '1400': '2.00', '1401': '3.00', '1402': '4.00' });
    expect(shown()).toEqual(before);
    putSnapshot({ recent: null });
    expect(shown()).toEqual(before);
  });

  it('are those of a minute that was synced again', () => {
    const { put, beat, shown } = curve();
    put(YESTERDAY, {});
    put(TODAY, { '1400': '2.00' });
    beat(TODAY, { '1400': '2.50', '1401': '3.00' });
    expect(shown()).toEqual(['05T14:00 2.50', '05T14:01 3.00']);
  });

  it('belong to yesterday until the first sync of today', () => {
    const { session, put, beat, shown } = curve();
    put(YESTERDAY, { '2345': '1.00' });
    session.document(equityDayDocument(TODAY)).store.setState(MISSING, true);
    beat(YESTERDAY, { '2358': '2.00', '2359': '3.00' });
    expect(shown()).toEqual(['04T23:45 1.00', '04T23:58 2.00', '04T23:59 3.00']);
    put(YESTERDAY, { '2345': '1.00', '2358': '2.00', '2359': '3.00' });
    beat(TODAY, { '0000': '4.00' });
    expect(shown()?.slice(-2)).toEqual(['04T23:59 3.00', '05T00:00 4.00']);
  });

  it('of a day that is not shown are not shown', () => {
    const { put, beat, shown } = curve();
    put(YESTERDAY, {});
    put(TODAY, {});
    beat('2026-02-01', { '1200': '9.00' });
    expect(shown()).toEqual([]);
  });

  it('are waited for: no curve is drawn that would change at once', () => {
    const { put, beat, shown } = curve();
    put(YESTERDAY, {});
    put(TODAY, { '1400': '2.00' });
    expect(shown()).toBeUndefined();
    beat(TODAY, { '1401': '3.00' });
    expect(shown()).toHaveLength(2);
  });
});
