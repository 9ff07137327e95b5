import { ChartLine, Table2 } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { onDemand } from '@/components/ui/on-demand.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { useTimeZone } from '@/hooks/use-preferences.ts';
import { formatDate, formatDateTime, formatTime } from '@/lib/format/time.ts';
import { distinctPoints } from './chart-points.ts';
import type { ChartLevel, ChartMarker, ChartSeries } from './chart-series.ts';
import { rangeOf } from './chart-table-rows.ts';

const WAITING = <Skeleton className="mx-4 h-60" />;
const ChartCanvas = onDemand(async () => (await import('./chart-canvas.tsx')).ChartCanvas, WAITING);
const ChartTable = onDemand(async () => (await import('./chart-table.tsx')).ChartTable, WAITING);

interface LineChartProps {
  series: readonly ChartSeries[];
  levels?: readonly ChartLevel[];
  markers?: readonly ChartMarker[];
  /** Pixels. */
  height?: number;
  /** What the chart shows, for those who do not see it. */
  ariaLabel: string;
  /** A figure as text: dots for amounts in privacy mode. */
  formatValue(value: string): string;
  /** Points further apart than this are not joined. */
  gapAfterMs?: number;
  /** Beside the toggle: a choice of range. */
  actions?: ReactNode;
}

const NO_LEVELS: readonly ChartLevel[] = [];
const NO_MARKERS: readonly ChartMarker[] = [];

/** Curves over time, with everything that they show as a table, too. Give it stable arrays: it draws when they change. */
export function LineChart({
  series,
  levels = NO_LEVELS,
  markers = NO_MARKERS,
  height = 260,
  ariaLabel,
  formatValue,
  gapAfterMs = Number.POSITIVE_INFINITY,
  actions,
}: LineChartProps) {
  const zone = useTimeZone();
  const [asTable, setAsTable] = useState(false);
  const [hovered, setHovered] = useState<number | null>(null);
  const content = useMemo(
    () => ({ series, levels, markers, gapAfterMs }),
    [series, levels, markers, gapAfterMs],
  );
  const texts = useMemo(
    () => ({
      value: (value: number) => formatValue(axisDecimal(value)),
      time: (at: Date) => formatDateTime(at, zone),
      axisTime: (at: Date, kind: 'day' | 'time') =>
        kind === 'day' ? formatDate(at, zone).slice(0, 6) : formatTime(at, zone).slice(0, 5),
    }),
    [formatValue, zone],
  );
  const reading = useMemo(() => readingAt(series, hovered), [series, hovered]);

  return (
    <figure aria-label={ariaLabel} className="flex min-w-0 flex-col gap-1">
      <div className="flex min-h-7 flex-wrap items-center justify-between gap-2 px-4 text-sm">
        <p className="text-muted">
          {reading && (
            <>
              <span>{formatDateTime(reading.at, zone)}</span>
              {reading.values.map(({ name, value }) => (
                <span key={name} className="ml-2 text-text">
                  {series.length > 1 && `${name} `}
                  {formatValue(value)}
                </span>
              ))}
            </>
          )}
        </p>
        <div className="flex items-center gap-2">
          {actions}
          <Button size="sm" variant="ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {asTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
            {asTable ? 'Show as chart' : 'Show as table'}
          </Button>
        </div>
      </div>
      {asTable ? (
        <ChartTable series={series} formatValue={formatValue} height={height} label={ariaLabel} />
      ) : (
        <ChartCanvas
          content={content}
          texts={texts}
          height={height}
          onHover={at => setHovered(at === null ? null : at.getTime())}
        />
      )}
      <figcaption className="sr-only">
        {series.map(({ name, points }) => summary(name, points, formatValue, at => formatDateTime(at, zone)))}
      </figcaption>
    </figure>
  );
}

/** A coordinate as a decimal: the axis shows figures between the points, which have no exact text. */
const axisDecimal = (value: number): string => value.toFixed(Math.abs(value) < 1 ? 6 : 2);

/** What the lines show at the moment that is pointed at, or at the end. */
function readingAt(series: readonly ChartSeries[], hovered: number | null) {
  const at = hovered ?? Math.max(...series.map(({ points }) => points.at(-1)?.at.getTime() ?? 0));
  if (at === 0 || !Number.isFinite(at)) return null;
  const values = series.flatMap(({ name, points }) => {
    const point = points.findLast(candidate => Math.floor(candidate.at.getTime() / 1000) <= at / 1000);
    return point === undefined ? [] : [{ name, value: point.value }];
  });
  return { at: new Date(at), values };
}

function summary(
  name: string,
  points: ChartSeries['points'],
  formatValue: (value: string) => string,
  formatAt: (at: Date) => string,
): string {
  const range = rangeOf(distinctPoints(points));
  if (range === null) return `${name}: no points yet. `;
  const { first, last, lowest, highest } = range;
  return (
    `${name}: from ${formatValue(first.value)} (${formatAt(first.at)}) to ${formatValue(last.value)} ` +
    `(${formatAt(last.at)}); lowest ${formatValue(lowest.value)}, highest ${formatValue(highest.value)}. `
  );
}
