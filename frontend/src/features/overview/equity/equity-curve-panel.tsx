import { useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Explained } from '@/components/ui/explained.tsx';
import { onDemand } from '@/components/ui/on-demand.tsx';
import { Panel } from '@/components/ui/panel.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useSession } from '@/contexts/UserTradingContext.tsx';
import { useNow } from '@/hooks/use-now.ts';
import { usePrivacy } from '@/hooks/use-preferences.ts';
import type { SeriesPoint } from '@/lib/documents/day-series.ts';
import { formatMoney } from '@/lib/format/decimals.ts';
import { unlessHidden } from '@/lib/format/text.ts';
import { whenIdle } from '@/lib/when-idle.ts';
import { equityDaysStore } from './equity-days-store.ts';
import { EQUITY_RANGE_NAMES, EQUITY_RANGES, type EquityRange, pointsInRange } from './equity-range.ts';

const WAITING = (
  <div aria-busy className="px-4 pb-4">
    <Skeleton className="h-60 w-full" />
  </div>
);

/** The figures come first: the chart, the largest single part of the page, is loaded once they stand. */
const LineChart = onDemand(async () => {
  await whenIdle();
  return (await import('@/components/charts/line-chart.tsx')).LineChart;
}, WAITING);

/** A curve of one point is none. */
const FEWEST_POINTS = 2;
/** Syncs come every minute, and every five while the market is closed; what lies further apart is a gap, and is drawn as one. */
const GAP_MS = 6 * 60_000;
const HEIGHT = 240;

/** The equity by the minute, over a day or a week. */
export function EquityCurvePanel() {
  const [range, setRange] = useState<EquityRange>('1D');
  const session = useSession();
  const today = useNow(now => now.toISOString().slice(0, 10));
  const store = useMemo(() => equityDaysStore(session, range, today), [session, range, today]);
  useEffect(() => store.follow(), [store]);
  const { days, error } = useStore(store.state);
  const minute = useNow(now => Math.floor(now.getTime() / 60_000));
  const points = useMemo(
    () => (days === null ? null : pointsInRange(days, range, new Date((minute + 1) * 60_000))),
    [days, range, minute],
  );

  return (
    <Panel
      flush
      title={
        <span className="inline-flex items-center gap-1">
          Equity
          <Explained of="The equity curve">
            <p>
              What your account was worth at each sync, as your broker stated it. Minutes without a sync are
              gaps and are not filled.
            </p>
          </Explained>
        </span>
      }
      actions={EQUITY_RANGES.map(name => (
        <Button
          key={name}
          size="sm"
          variant={name === range ? 'secondary' : 'ghost'}
          aria-pressed={name === range}
          title={EQUITY_RANGE_NAMES[name]}
          onClick={() => setRange(name)}
        >
          {name}
        </Button>
      ))}
    >
      {error === null ? (
        <Curve points={points} />
      ) : (
        <ErrorState title="The curve cannot be shown">{error}</ErrorState>
      )}
    </Panel>
  );
}

function Curve({ points }: { points: readonly SeriesPoint[] | null }) {
  const hidden = usePrivacy();
  const formatValue = useCallback((value: string) => unlessHidden(hidden, formatMoney(value)), [hidden]);
  const series = useMemo(() => [{ name: 'Equity', points: points ?? [] }], [points]);
  if (points === null) return WAITING;
  if (points.length < FEWEST_POINTS) {
    return (
      <EmptyState title="No curve yet">
        It grows by a point a minute while your account is connected and trading is on.
      </EmptyState>
    );
  }
  return (
    <div className="pb-2">
      <LineChart
        series={series}
        ariaLabel="Equity over time"
        formatValue={formatValue}
        gapAfterMs={GAP_MS}
        height={HEIGHT}
      />
    </div>
  );
}
