import type { Spread } from '../measure.ts';

/** Plots as SVG that are readable on a light page and on a dark one. */

interface Bar {
  readonly label: string;
  readonly value: Spread;
}

interface BarChart {
  readonly kind: 'bars';
  /** The file's name, without its ending. */
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly Bar[];
  /** A line that the bars should reach, or stay below. */
  readonly goal?: { readonly at: number; readonly label: string };
}

interface LineChart {
  readonly kind: 'lines';
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  /** What runs along the bottom, in powers of ten. */
  readonly along: string;
  readonly series: readonly { readonly label: string; readonly points: readonly Point[] }[];
}

interface Point {
  readonly at: number;
  readonly value: Spread;
}

export type Chart = BarChart | LineChart;

const WIDTH = 720;
const LEFT = 190;
const RIGHT = 90;
const TOP = 44;
const ROW = 30;
const PLOT_HEIGHT = 240;
const COLOURS = ['a', 'b', 'c', 'd'];

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328; }
  .title { font-weight: 600; font-size: 15px; }
  .small { font-size: 12px; fill: #59636e; }
  .axis, .spread { stroke: #59636e; stroke-width: 1.2; }
  .grid { stroke: #d1d9e0; stroke-width: 1; }
  .goal { stroke: #bc4c00; stroke-width: 1.5; stroke-dasharray: 5 4; }
  .a { fill: #0969da; stroke: #0969da; } .b { fill: #8250df; stroke: #8250df; }
  .c { fill: #1a7f37; stroke: #1a7f37; } .d { fill: #bf3989; stroke: #bf3989; }
  .line { fill: none; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc; } .small { fill: #9198a1; }
    .axis, .spread { stroke: #9198a1; } .grid { stroke: #3d444d; } .goal { stroke: #f0883e; }
    .a { fill: #4493f8; stroke: #4493f8; } .b { fill: #ab7df8; stroke: #ab7df8; }
    .c { fill: #3fb950; stroke: #3fb950; } .d { fill: #db61a2; stroke: #db61a2; }
    .line { fill: none; }
  }`;

/** A chart as the text of an SVG file. */
export const svgOf = (chart: Chart): string => (chart.kind === 'bars' ? barsOf(chart) : linesOf(chart));

function barsOf({ title, unit, bars, goal }: BarChart): string {
  const most = Math.max(goal?.at ?? 0, ...bars.map(({ value }) => value.max));
  const x = (value: number): number => LEFT + (value / most) * (WIDTH - LEFT - RIGHT);
  const bottom = TOP + bars.length * ROW;
  const rows = bars.map(({ label, value: { median, min, max } }, row) => {
    const y = TOP + row * ROW;
    const middle = y + ROW / 2 - 2;
    return [
      text(LEFT - 8, middle + 4, label, 'end'),
      `<rect class="a" x="${LEFT}" y="${y + 3}" width="${round(Math.max(1, x(median) - LEFT))}" height="${ROW - 10}"/>`,
      `<path class="spread" d="M${round(x(min))} ${middle}H${round(x(max))}"/>`,
      text(x(Math.max(median, max)) + 6, middle + 4, figure(median)),
    ].join('\n');
  });
  const line =
    goal === undefined
      ? []
      : [
          `<path class="goal" d="M${round(x(goal.at))} ${TOP - 6}V${bottom}"/>`,
          text(x(goal.at), bottom + 18, goal.label, 'middle', 'small'),
        ];
  return document(bottom + 30, `${title} (${unit})`, [...rows, ...line]);
}

function linesOf({ title, unit, along, series }: LineChart): string {
  const points = series.flatMap(one => one.points);
  const most = Math.max(...points.map(({ value }) => value.max)) * 1.1;
  const [first, last] = [Math.min(...points.map(({ at }) => at)), Math.max(...points.map(({ at }) => at))];
  const span = Math.log10(last) - Math.log10(first) || 1;
  const left = 70;
  const x = (at: number): number =>
    left + ((Math.log10(at) - Math.log10(first)) / span) * (WIDTH - left - RIGHT - 60);
  const y = (value: number): number => TOP + PLOT_HEIGHT * (1 - value / most);
  const ticks = [...new Set(points.map(({ at }) => at))].map(at =>
    text(x(at), TOP + PLOT_HEIGHT + 18, at.toLocaleString('en-US'), 'middle', 'small'),
  );
  const grid = [0, 0.25, 0.5, 0.75, 1].flatMap(part => {
    const value = (most / 1.1) * part;
    return [
      `<path class="grid" d="M${left} ${round(y(value))}H${WIDTH - RIGHT - 50}"/>`,
      text(left - 8, y(value) + 4, figure(value), 'end', 'small'),
    ];
  });
  const lines = series.flatMap(({ label, points: own }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const path = own.map(({ at, value }) => `${round(x(at))} ${round(y(value.median))}`).join('L');
    const end = own.at(-1);
    return [
      `<path class="${colour} line" d="M${path}"/>`,
      ...own.map(
        ({ at, value }) =>
          `<path class="spread" d="M${round(x(at))} ${round(y(value.min))}V${round(y(value.max))}"/>` +
          `<circle class="${colour}" cx="${round(x(at))}" cy="${round(y(value.median))}" r="3.5"/>`,
      ),
      ...(end === undefined ? [] : [text(x(end.at) + 8, y(end.value.median) + 4, label)]),
    ];
  });
  const bottom = text(WIDTH / 2 - 40, TOP + PLOT_HEIGHT + 38, along, 'middle', 'small');
  return document(TOP + PLOT_HEIGHT + 50, `${title} (${unit})`, [...grid, ...ticks, bottom, ...lines]);
}

function document(height: number, title: string, parts: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    text(12, 24, title, 'start', 'title'),
    ...parts,
    '</svg>\n',
  ].join('\n');
}

function text(x: number, y: number, words: string, anchor = 'start', kind = ''): string {
  const style = kind === '' ? '' : ` class="${kind}"`;
  return `<text${style} x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${escaped(words)}</text>`;
}

/** Three digits that count. */
export function figure(value: number): string {
  if (value === 0) return '0';
  const digits = Math.max(0, Math.min(4, 2 - Math.floor(Math.log10(Math.abs(value)))));
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

const round = (value: number): string => value.toFixed(1);
const escaped = (words: string): string =>
  words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
