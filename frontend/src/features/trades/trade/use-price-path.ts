import { useEffect, useMemo, useState } from 'react';
import { useServices } from '@/contexts/services-context.tsx';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { priceMarksDocument, snapshotDocument } from '@/followed/tenant-documents.ts';
import { useFollowedDocument } from '@/hooks/use-followed.ts';
import type { PriceMarksDay, SeriesPoint } from '@/lib/documents/day-series.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { pathDays, pricePath } from './price-path.ts';

export interface PricePath {
  readonly points: readonly SeriesPoint[];
  readonly loading: boolean;
  /** Whether the earlier days could not be loaded. */
  readonly failed: boolean;
  /** Whether the path is longer than what is shown. */
  readonly isCut: boolean;
  retry(): void;
}

/** The trade's price path: its last day is followed, the days before are loaded once. */
export function usePricePath(trade: ShadowTrade): PricePath {
  const { db } = useServices();
  const { uid } = useSession();
  const { first, last, isCut } = pathDays(trade);
  const today = useFollowedDocument(priceMarksDocument(last));
  const recent = useFollowedDocument(snapshotDocument).data?.recent ?? null;
  const [before, setBefore] = useState<readonly PriceMarksDay[] | 'failed' | null>(null);
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an attempt is why it loads again
  useEffect(() => {
    let stopped = false;
    setBefore(null);
    const loading = first < last ? loadEarlier(db, uid, first, last) : Promise.resolve([]);
    loading.then(
      days => !stopped && setBefore(days),
      () => !stopped && setBefore('failed'),
    );
    return () => {
      stopped = true;
    };
  }, [db, uid, first, last, attempt]);

  const points = useMemo(() => {
    const days = [...(Array.isArray(before) ? before : []), ...(today.data ? [today.data] : [])];
    return pricePath(trade, days, recent);
  }, [trade, before, today.data, recent]);
  return {
    points,
    loading: before === null || today.status === 'loading',
    failed: before === 'failed',
    isCut,
    retry: () => setAttempt(attempt + 1),
  };
}

const loadEarlier = async (
  ...days: [db: ReturnType<typeof useServices>['db'], uid: string, first: string, before: string]
) => (await import('./load-price-days.ts')).loadPriceDays(...days);
