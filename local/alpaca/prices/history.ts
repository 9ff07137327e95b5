import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DailyBar } from './daily-bar.ts';

/** Shares of the index's constituents traded for each share of the index fund: brings the volume to a fund's size. */
const INDEX_TO_FUND_VOLUME = 45;

/** The two real series over the dates that both of them cover. */
export interface History {
  /** Trading dates, ascending. */
  readonly dates: readonly string[];
  /** Apple, split-adjusted, in cents. */
  readonly aapl: readonly DailyBar[];
  /** S&P 500 index divided by ten, in cents. */
  readonly sp500: readonly DailyBar[];
}

const { resolve } = createRequire(import.meta.url);

function aaplFile(): string {
  return resolve('@observablehq/sample-datasets/aapl.csv');
}

function indexFile(): string {
  // The package exports its entry point only; the data stand next to the folder of that.
  return join(dirname(resolve('vega-datasets')), '..', 'data', 'sp500-2000.csv');
}

/** The files' six-digit decimals, rounded once to whole cents. */
function cents(text: string | undefined, divisor: number): number {
  const value = Math.round((Number(text) * 100) / divisor);
  if (!Number.isSafeInteger(value) || value <= 0) throw new Error(`unusable price in the history: ${text}`);
  return value;
}

function readBars(path: string, priceDivisor: number, volumeDivisor: number): Map<string, DailyBar> {
  const bars = new Map<string, DailyBar>();
  for (const line of readFileSync(path, 'utf8').split('\n').slice(1)) {
    const [date, o, h, l, c, , v] = line.split(',');
    if (date === undefined || date === '') continue;
    const open = cents(o, priceDivisor);
    const close = cents(c, priceDivisor);
    const high = Math.max(cents(h, priceDivisor), open, close);
    const low = Math.min(cents(l, priceDivisor), open, close);
    bars.set(date, { date, open, high, low, close, volume: Math.round(Number(v) / volumeDivisor) });
  }
  return bars;
}

/**
 * Reads the real daily bars that two npm packages carry.
 * @throws Error when a package is missing or its file holds something else than prices.
 */
export function loadHistory(): History {
  const aapl = readBars(aaplFile(), 1, 1);
  const index = readBars(indexFile(), 10, INDEX_TO_FUND_VOLUME);
  const pairs = [...aapl.values()].flatMap(bar => {
    const level = index.get(bar.date);
    return level === undefined ? [] : [{ bar, level }];
  });
  return {
    dates: pairs.map(pair => pair.bar.date),
    aapl: pairs.map(pair => pair.bar),
    sp500: pairs.map(pair => pair.level),
  };
}
