import { useMemo } from 'react';
import { LineChart } from '@/components/charts/line-chart.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Explained } from '@/components/ui/explained.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useIsStale } from '@/hooks/use-trades.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { formatPrice } from '@/lib/format/decimals.ts';
import { MOST_DAYS } from './price-path.ts';
import { levelsOf, markersOf } from './price-path-annotations.ts';
import { usePricePath } from './use-price-path.ts';

/** Prices are kept every five minutes: three missing ones in a row are a gap. */
const GAP_MS = 20 * 60_000;
const HEIGHT = 320;

/** What the price did while the trade was open. */
export function PricePathPanel({ trade }: { trade: ShadowTrade }) {
  const { points, loading, failed, isCut, retry } = usePricePath(trade);
  const series = useMemo(() => [{ name: trade.symbol, points }], [trade.symbol, points]);
  const isStale = useIsStale(trade);
  const levels = useMemo(() => levelsOf(trade, isStale), [trade, isStale]);
  const markers = useMemo(() => markersOf(trade), [trade]);

  return (
    <Panel
      flush
      title={
        <span className="inline-flex items-center gap-1">
          Price path
          <Explained of="Price path">
            <p>
              From the entry to {trade.status === 'OPEN' ? 'the last mark' : 'the exit'}: one of the prices
              that the trade was marked at, every five minutes. Where no price was taken, as while a market is
              closed or trading was halted, the line is interrupted.
            </p>
          </Explained>
        </span>
      }
    >
      <div className="flex flex-col gap-2 pb-3">
        {failed && (
          <Notice
            tone="warn"
            className="mx-4"
            action={
              <Button size="sm" onClick={retry}>
                Try again
              </Button>
            }
          >
            The earlier prices could not be loaded. Check your connection.
          </Notice>
        )}
        {loading ? (
          <div aria-busy className="px-4">
            <Skeleton className="h-80 w-full" />
          </div>
        ) : (
          <LineChart
            series={series}
            levels={levels}
            markers={markers}
            height={HEIGHT}
            gapAfterMs={GAP_MS}
            formatValue={formatPrice}
            ariaLabel={`Price of ${trade.symbol} while the trade was open`}
          />
        )}
        {!loading && points.length < 3 && (
          <p className="px-4 text-muted text-xs">
            No prices were kept in between: only {points.length < 2 ? 'the entry is' : 'the two ends are'}{' '}
            known.
          </p>
        )}
        {isCut && (
          <p className="px-4 text-muted text-xs">
            The last {MOST_DAYS} days; the trade was opened before that.
          </p>
        )}
      </div>
    </Panel>
  );
}
