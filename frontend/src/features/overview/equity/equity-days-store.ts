import { createStore, type StoreApi } from 'zustand/vanilla';
import { equityDayDocument, snapshotDocument } from '@/followed/tenant-documents.ts';
import { recentEquity, type SeriesPoint, withRecent } from '@/lib/documents/day-series.ts';
import type { TenantSession } from '@/session/tenant-session.ts';
import { daysOf, type EquityRange } from './equity-range.ts';

/** What is known of a range's days. */
export interface EquityDaysState {
  /** The points of each day, oldest first; null until every day is known. */
  readonly days: readonly (readonly SeriesPoint[])[] | null;
  /** Why some of them are missing, for the trader. */
  readonly error: string | null;
}

export interface EquityDays {
  readonly state: StoreApi<EquityDaysState>;
  /** Follows the days' documents; returns how to stop. */
  follow(): () => void;
}

/**
 * The documents of a range's days, joined with the points of the snapshot that are not in them yet. A day without a document
 * has no other points; one that cannot be read is no day without points.
 *
 * @param today the UTC day that the range ends with
 */
export function equityDaysStore(session: TenantSession, range: EquityRange, today: string): EquityDays {
  const days = daysOf(range, new Date(`${today}T23:59:59Z`)).map(day => ({
    day,
    entry: session.document(equityDayDocument(day)),
  }));
  const snapshot = session.document(snapshotDocument);
  const state = createStore<EquityDaysState>(() => ({ days: null, error: null }));
  const join = () => {
    const known = days.map(({ day, entry }) => ({ day, ...entry.store.getState() }));
    if ([snapshot.store.getState(), ...known].some(({ status }) => status === 'loading')) return;
    const recent = snapshot.store.getState().data?.recent ?? null;
    state.setState({
      days: known.map(({ day, data }) => withRecent(data?.points ?? [], recentEquity(recent, day))),
      error: known.find(({ data, error }) => data === null && error !== null)?.error?.message ?? null,
    });
  };
  return {
    state,
    follow() {
      const ends = [snapshot, ...days.map(({ entry }) => entry)].flatMap(({ acquire, store }) => [
        acquire(),
        store.subscribe(join),
      ]);
      join();
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
