import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SeriesPoint } from '../../lib/documents/day-series.ts';
import { equityDayDocument } from '../../live/tenant-documents.ts';
import type { TenantSession } from '../../session/tenant-session.ts';
import { daysOf, type EquityRange } from './equity-range.ts';

type Days = readonly (readonly SeriesPoint[])[];

export interface EquityDays {
  /** The points of each day of the range, oldest first; null until every day is known. */
  readonly days: StoreApi<Days | null>;
  /** Follows the days' documents; returns how to stop. */
  follow(): () => void;
}

/**
 * The documents of a range's days, joined. A day without a document has no points.
 *
 * @param today the UTC day that the range ends with
 */
export function equityDaysStore(session: TenantSession, range: EquityRange, today: string): EquityDays {
  const entries = daysOf(range, new Date(`${today}T23:59:59Z`)).map(day =>
    session.document(equityDayDocument(day)),
  );
  const days = createStore<Days | null>(() => null);
  const join = () => {
    const states = entries.map(({ store }) => store.getState());
    if (states.some(({ status }) => status === 'loading')) return;
    days.setState(
      states.map(({ data }) => data?.points ?? []),
      true,
    );
  };
  return {
    days,
    follow() {
      const ends = entries.flatMap(entry => [entry.acquire(), entry.store.subscribe(join)]);
      join();
      return () => {
        for (const end of ends) end();
      };
    },
  };
}
