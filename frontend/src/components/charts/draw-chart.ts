import {
  createChart,
  createSeriesMarkers,
  type IChartApi,
  type IPriceLine,
  type ISeriesApi,
  type ISeriesMarkersPluginApi,
  LineSeries,
  LineStyle,
  type Time,
} from 'lightweight-charts';
import { chartData, chartTime } from './chart-data.ts';
import { isOtherSpan, spanOf } from './chart-points.ts';
import type { ChartLevel, ChartMarker, ChartSeries, ChartTone } from './chart-series.ts';
import { chartColors } from './chart-theme.ts';

export interface ChartContent {
  readonly series: readonly ChartSeries[];
  readonly levels: readonly ChartLevel[];
  readonly markers: readonly ChartMarker[];
  readonly gapAfterMs: number;
}

export interface ChartTexts {
  /** An axis figure. */
  value(value: number): string;
  /** A moment, in the trader's zone. */
  time(at: Date): string;
  /** A label of the time axis: a day where a day begins, a time of day within it. */
  axisTime(at: Date, kind: 'day' | 'time'): string;
}

/** A chart on the page, until it is removed. */
export interface DrawnChart {
  show(content: ChartContent): void;
  /** Takes the colours of the theme that the page shows now. */
  applyTheme(): void;
  applyTexts(texts: ChartTexts): void;
  remove(): void;
}

/** From here on a label of the time axis stands for a time of day. */
const FIRST_TIME_OF_DAY = 3;

const toDate = (time: Time): Date => new Date(typeof time === 'number' ? time * 1000 : String(time));

/**
 * Draws a chart into the element.
 *
 * @param onHover told which moment is pointed at, and null when none is
 */
export function drawChart(container: HTMLElement, onHover: (at: Date | null) => void): DrawnChart {
  const chart = createChart(container, {
    autoSize: true,
    layout: { attributionLogo: true, background: { color: 'transparent' }, fontSize: 11 },
    rightPriceScale: { borderVisible: false, entireTextOnly: true, scaleMargins: { top: 0.12, bottom: 0.1 } },
    timeScale: { borderVisible: false, timeVisible: true, secondsVisible: false },
    // The page scrolls under the wheel; the chart moves when it is dragged or pinched.
    handleScroll: { mouseWheel: false, vertTouchDrag: false },
    handleScale: { mouseWheel: false },
  });
  chart.subscribeCrosshairMove(({ time }) => onHover(time === undefined ? null : toDate(time)));

  let drawn: ISeriesApi<'Line'>[] = [];
  let priceLines: IPriceLine[] = [];
  let markers: ISeriesMarkersPluginApi<Time> | undefined;
  let content: ChartContent | undefined;
  let shownSpan = 0;

  const show = (next: ChartContent) => {
    content = next;
    drawn = matchSeries(chart, drawn, next.series.length);
    const colors = chartColors(container);
    next.series.forEach(({ points, tone = 'accent' }, index) => {
      drawn[index]?.applyOptions({ color: colors[tone] });
      drawn[index]?.setData(chartData(points, next.gapAfterMs));
    });
    const [first] = drawn;
    if (first === undefined) return;
    for (const line of priceLines) first.removePriceLine(line);
    priceLines = next.levels.map(level => first.createPriceLine(priceLine(level, colors)));
    const drawnMarkers = next.markers.map(marker => seriesMarker(marker, colors));
    if (markers) markers.setMarkers(drawnMarkers);
    else markers = createSeriesMarkers(first, drawnMarkers);
    const span = spanOf(next.series);
    // A point more leaves the view where it was put; another range of time is shown from end to end.
    if (isOtherSpan(span, shownSpan)) {
      showAll(chart, container, Math.max(...next.series.map(({ points }) => points.length)));
      shownSpan = span;
    }
  };

  return {
    show,
    applyTheme() {
      const { muted, line, surface, crosshair } = chartColors(container);
      chart.applyOptions({
        layout: { textColor: muted, fontFamily: getComputedStyle(container).fontFamily },
        grid: { vertLines: { visible: false }, horzLines: { color: line } },
        crosshair: {
          // The library writes on a label in black or white, whichever it takes to be the other of this.
          vertLine: { color: crosshair, labelBackgroundColor: muted },
          horzLine: { color: crosshair, labelBackgroundColor: muted },
        },
      });
      container.style.backgroundColor = surface;
      if (content) show(content);
    },
    applyTexts(texts) {
      chart.applyOptions({
        localization: {
          priceFormatter: texts.value,
          timeFormatter: (time: Time) => texts.time(toDate(time)),
        },
        timeScale: {
          tickMarkFormatter: (time: Time, kind: number) =>
            texts.axisTime(toDate(time), kind < FIRST_TIME_OF_DAY ? 'day' : 'time'),
        },
      });
    },
    remove: () => chart.remove(),
  };
}

/** Room at both ends for the words of a marker, in pixels. */
const MARGIN_PX = 32;
/** What the price scale takes of the width, about, in pixels. */
const SCALE_PX = 72;

function showAll(chart: IChartApi, container: HTMLElement, points: number): void {
  const width = Math.max(container.clientWidth - SCALE_PX, 2 * MARGIN_PX + 1);
  const margin = 1 + (points * MARGIN_PX) / (width - 2 * MARGIN_PX);
  chart.timeScale().setVisibleLogicalRange({ from: -margin, to: points - 1 + margin });
}

/** As many lines as there are series: lines that are there already stay. */
function matchSeries(chart: IChartApi, drawn: ISeriesApi<'Line'>[], count: number): ISeriesApi<'Line'>[] {
  for (const surplus of drawn.slice(count)) chart.removeSeries(surplus);
  const kept = drawn.slice(0, count);
  while (kept.length < count) {
    kept.push(
      chart.addSeries(LineSeries, { lineWidth: 2, priceLineVisible: false, lastValueVisible: false }),
    );
  }
  return kept;
}

type Colors = Readonly<Record<ChartTone, string>>;

const priceLine = ({ label, value, tone }: ChartLevel, colors: Colors) => ({
  price: Number(value),
  title: label,
  color: colors[tone],
  lineWidth: 1 as const,
  lineStyle: LineStyle.Dashed,
  axisLabelVisible: true,
});

const seriesMarker = ({ at, label, tone, position }: ChartMarker, colors: Colors) => ({
  time: chartTime(at),
  text: label,
  color: colors[tone],
  position: position === 'above' ? ('aboveBar' as const) : ('belowBar' as const),
  shape: position === 'above' ? ('arrowDown' as const) : ('arrowUp' as const),
});
