import { createStore, type StoreApi } from 'zustand/vanilla';
import { equityDayDocument } from '@/followed/tenant-documents.ts';
import type { SeriesPoint } from '@/lib/documents/day-series.ts';
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
 * The documents of a range's days, joined. A day without a document has no points; one that cannot be read is no day
 * without points.
 *
 * @param today the UTC day that the range ends with
 */
export function equityDaysStore(session: TenantSession, range: EquityRange, today: string): EquityDays {
  const entries = daysOf(range, new Date(`${today}T23:59:59Z`)).map(day =>
    session.document(equityDayDocument(day)),
  );
  const state = createStore<EquityDaysState>(() => ({ days: null, error: null }));
  const join = () => {
    const known = entries.map(({ store }) => store.getState());
    if (known.some(({ status }) => status === 'loading')) return;
    state.setState({
      days: known.map(({ data }) => data?.points ?? []),
      error: known.find(({ data, error }) => data === null && error !== null)?.error?.message ?? null,
    });
  };
  return {
    state,
    follow() {
      const ends = entries.flatMap(entry => [entry.acquire(), entry.store.subscribe(join)]);
      join();
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
