import { addDays, newYorkDate, utcMidnight } from '../clock/new-york.ts';
import { INSTRUMENTS, type Instrument, positionSymbol } from '../prices/instruments.ts';
import type { Market } from '../prices/market.ts';
import { seededRandom } from '../prices/random.ts';
import { priceNumber } from '../prices/units.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Articles a day: one in every other hour, at a minute of its own. */
const SLOTS = 12;

/** An article before its text is written. */
export interface Dispatch {
  /** Rises with time. */
  readonly id: number;
  readonly ms: number;
  readonly instruments: readonly Instrument[];
}

function pick(random: () => number): Instrument | undefined {
  return INSTRUMENTS[Math.floor(random() * INSTRUMENTS.length)];
}

/** The dispatches of a UTC day, ascending. */
function dispatchesOf(date: string, seed: number): Dispatch[] {
  const start = utcMidnight(date);
  return Array.from({ length: SLOTS }, (_, slot) => {
    const random = seededRandom(`${seed}/news/${date}/${slot}`);
    const ms = start + Math.floor((slot + random()) * (DAY / SLOTS / 1000)) * 1000;
    const first = pick(random);
    const second = random() < 0.3 ? pick(random) : undefined;
    const instruments = [...new Set([first, second])].filter(one => one !== undefined);
    return { id: Math.floor(start / DAY) * 100 + slot, ms, instruments };
  });
}

/** Dispatches between two moments (both inclusive), lazily, in a direction. */
export function* dispatchesWithin(
  span: { fromMs: number; untilMs: number },
  direction: 'asc' | 'desc',
  seed: number,
): Generator<Dispatch> {
  const first = new Date(span.fromMs).toISOString().slice(0, 10);
  const last = new Date(span.untilMs).toISOString().slice(0, 10);
  const step = direction === 'asc' ? 1 : -1;
  const end = direction === 'asc' ? last : first;
  for (let date = direction === 'asc' ? first : last; ; date = addDays(date, step)) {
    const day = dispatchesOf(date, seed);
    for (const dispatch of direction === 'asc' ? day : day.reverse()) {
      if (dispatch.ms >= span.fromMs && dispatch.ms <= span.untilMs) yield dispatch;
    }
    if (date === end) return;
  }
}

function plainName(instrument: Instrument): string {
  return instrument.name.replace(/ \(.*\)$/, '').replace(/ Common Stock$/, '');
}

/** Says what the price did, and nothing else: there is no news behind invented prices. */
function report(market: Market, instrument: Instrument, ms: number): { headline: string; summary: string } {
  const tape = market.tape(instrument);
  const price = tape.priceAt(ms);
  const before = tape.previousCloseAt(ms);
  const percent = (100 * (price - before)) / before;
  const name = plainName(instrument);
  const move =
    Math.abs(percent) < 0.05
      ? 'little changed'
      : `${percent > 0 ? 'up' : 'down'} ${Math.abs(percent).toFixed(1)}%`;
  return {
    headline: `[Synthetic] ${name} ${move} on the day`,
    summary:
      `Generated text, no real event: ${instrument.symbol} last traded at ${priceNumber(instrument, price)} ` +
      `against a previous close of ${priceNumber(instrument, before)} (${newYorkDate(ms)}, replayed market time).`,
  };
}

/** A dispatch as the news endpoint shows an article. */
export function newsView(
  market: Market,
  dispatch: Dispatch,
  includeContent: boolean,
): Record<string, unknown> {
  const [main] = dispatch.instruments;
  const text = main === undefined ? { headline: '', summary: '' } : report(market, main, dispatch.ms);
  const stamp = new Date(dispatch.ms).toISOString().replace('.000Z', 'Z');
  return {
    id: dispatch.id,
    headline: text.headline,
    author: 'Paper exchange',
    created_at: stamp,
    updated_at: stamp,
    summary: text.summary,
    content: includeContent ? `<p>${text.summary}</p>` : '',
    url: null,
    images: [],
    symbols: dispatch.instruments.map(positionSymbol),
    source: 'synthetic',
  };
}
