import { addDays } from '../clock/new-york.ts';
import type { DailyBar } from './daily-bar.ts';
import type { Instrument, PriceSource } from './instruments.ts';
import { gaussian, type Random, seededRandom } from './random.ts';

type Synthetic = Extract<PriceSource, { kind: 'synthetic' }>;

/** One day in natural logarithms, relative to the close before it. */
interface LogDay {
  readonly date: string;
  readonly open: number;
  readonly close: number;
  /** Above the higher, and below the lower, of open and close; both at least zero. */
  readonly above: number;
  readonly below: number;
  readonly volumeFactor: number;
}

/** Share of a stock's own noise that falls between a close and the next open. */
const OVERNIGHT_NOISE = 0.45;
const INTRADAY_NOISE = Math.sqrt(1 - OVERNIGHT_NOISE ** 2);
/** Mean overshoot of a day's range beyond open and close, in units of the daily noise. */
const RANGE_NOISE = 0.45;

/** What the index did on a day, in natural logarithms. */
interface IndexDay {
  readonly date: string;
  readonly overnight: number;
  readonly intraday: number;
  readonly above: number;
  readonly below: number;
}

function logDay(day: IndexDay, gaps: boolean, source: Synthetic, random: Random): LogDay {
  const { beta, noise } = source;
  const open = gaps ? beta * day.overnight + noise * OVERNIGHT_NOISE * gaussian(random) : 0;
  const own = gaps ? noise * INTRADAY_NOISE : noise;
  // Without this term a zero-mean log return would drift upwards in price.
  const correction = -(noise ** 2) / 2;
  return {
    date: day.date,
    open,
    close: open + beta * day.intraday + correction + own * gaussian(random),
    above: beta * day.above + noise * RANGE_NOISE * Math.abs(gaussian(random)),
    below: beta * day.below + noise * RANGE_NOISE * Math.abs(gaussian(random)),
    volumeFactor: Math.exp(0.3 * gaussian(random)),
  };
}

/** Turns log days into ticks, scaled so that the last close before the reference date is the anchor price. */
function scale(
  days: readonly LogDay[],
  instrument: Instrument,
  source: Synthetic,
  referenceDate: string,
): DailyBar[] {
  let level = 0;
  let atReference = 0;
  const levels = days.map(day => {
    const before = level;
    level += day.close;
    if (day.date < referenceDate) atReference = level;
    return before;
  });
  const base = source.anchor * 10 ** instrument.priceDecimals;
  const ticks = (log: number) => Math.max(2, Math.round(base * Math.exp(log - atReference)));
  const lots = source.dailyVolume * 10 ** instrument.lotDecimals;
  return days.map((day, i) => {
    const before = levels[i] ?? 0;
    const open = before + day.open;
    const close = before + day.close;
    return {
      date: day.date,
      open: ticks(open),
      close: ticks(close),
      high: ticks(Math.max(open, close) + day.above),
      low: ticks(Math.min(open, close) - day.below),
      volume: Math.round(lots * day.volumeFactor),
    };
  });
}

/**
 * Daily bars of an invented stock: each session's overnight and intraday log returns are the index's times
 * beta, plus noise seeded by symbol and date.
 */
export function syntheticStock(
  instrument: Instrument,
  source: Synthetic,
  index: readonly DailyBar[],
  seed: number,
  referenceDate: string,
): DailyBar[] {
  const days = index.map((bar, i) => {
    const day: IndexDay = {
      date: bar.date,
      overnight: Math.log(bar.open / (index[i - 1]?.close ?? bar.open)),
      intraday: Math.log(bar.close / bar.open),
      above: Math.log(bar.high / Math.max(bar.open, bar.close)),
      below: Math.log(Math.min(bar.open, bar.close) / bar.low),
    };
    return logDay(day, true, source, seededRandom(`${seed}/daily/${instrument.symbol}/${bar.date}`));
  });
  return scale(days, instrument, source, referenceDate);
}

/**
 * Daily bars of an invented coin, one for every calendar day from the index's first to its last, each opening
 * at the close before it. Its day moves with the index's return from close to close; days without a session
 * move by noise alone.
 */
export function syntheticCrypto(
  instrument: Instrument,
  source: Synthetic,
  index: readonly DailyBar[],
  seed: number,
  referenceDate: string,
): DailyBar[] {
  const moves = new Map<string, number>();
  index.forEach((bar, i) => {
    moves.set(bar.date, Math.log(bar.close / (index[i - 1]?.close ?? bar.open)));
  });
  const days: LogDay[] = [];
  const end = index.at(-1)?.date ?? '';
  for (let date = index[0]?.date ?? end; date !== '' && date <= end; date = addDays(date, 1)) {
    const day: IndexDay = { date, overnight: 0, intraday: moves.get(date) ?? 0, above: 0, below: 0 };
    days.push(logDay(day, false, source, seededRandom(`${seed}/daily/${instrument.symbol}/${date}`)));
  }
  return scale(days, instrument, source, referenceDate);
}
