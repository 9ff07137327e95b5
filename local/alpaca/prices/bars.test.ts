import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bar, barView, join } from './bar.ts';
import { barsWithin } from './bars.ts';
import { loadHistory } from './history.ts';
import { findInstrument } from './instruments.ts';
import { Market } from './market.ts';
import { parseTimeframe } from './timeframe.ts';

const market = new Market(loadHistory(), 1);
const at = (iso: string) => Date.parse(iso);

function tapeOf(symbol: string) {
  const instrument = findInstrument(symbol);
  if (instrument === undefined) throw new Error(symbol);
  return market.tape(instrument);
}

function bars(
  symbol: string,
  timeframe: string,
  from: string,
  until: string,
  now = until,
  direction: 'asc' | 'desc' = 'asc',
) {
  const parsed = parseTimeframe(timeframe);
  if (parsed === undefined) throw new Error(timeframe);
  const range = { timeframe: parsed, fromMs: at(from), untilMs: at(until), nowMs: at(now), direction };
  return [...barsWithin(tapeOf(symbol), range)];
}

const iso = (bar: Bar | undefined) => new Date(bar?.from ?? 0).toISOString();

describe('timeframes', () => {
  it.each(['1Min', '59Min', '5T', '1Hour', '23H', '1Day', '1D', '1Week', '12Month'])('reads %s', text => {
    expect(parseTimeframe(text)).toBeDefined();
  });
  it.each(['', '0Min', '60Min', '24Hour', '2Day', '5Month', '1minute', 'Day', '1Day '])(
    'refuses %j',
    text => {
      expect(parseTimeframe(text)).toBeUndefined();
    },
  );
});

describe('bars', () => {
  it('cover the session in minutes, and nothing else', () => {
    const day = bars('AAPL', '1Min', '2017-03-13T00:00:00Z', '2017-03-13T23:59:00Z');
    expect(day).toHaveLength(390);
    expect([iso(day[0]), iso(day.at(-1))]).toEqual(['2017-03-13T13:30:00.000Z', '2017-03-13T19:59:00.000Z']);
  });

  it.each(['5Min', '15Min', '1Hour', '4Hour', '1Day'])('of %s are their minutes joined', timeframe => {
    for (const symbol of ['AAPL', 'BTC/USD']) {
      const [from, until] = ['2017-03-10T00:00:00Z', '2017-03-14T23:00:00Z'];
      const minutes = bars(symbol, '1Min', from, until, '2017-03-20T00:00:00Z');
      const longer = bars(symbol, timeframe, from, '2017-03-14T00:00:00Z', '2017-03-20T00:00:00Z');
      for (const [i, bar] of longer.slice(1, -1).entries()) {
        const next = longer[i + 2]?.from ?? 0;
        const within = minutes.filter(one => one.from >= bar.from && one.from < next);
        const joined = within.reduce((a, b) => join(a, b));
        const { open, high, low, close, volume } = bar;
        // A bar is named by its first hour, a day by its midnight, so only the figures are compared.
        expect({ open, high, low, close, volume }).toEqual({
          open: joined.open,
          high: joined.high,
          low: joined.low,
          close: joined.close,
          volume: joined.volume,
        });
      }
    }
  });

  it('name hours from midnight, days by New York’s midnight, weeks by their Monday', () => {
    expect(iso(bars('AAPL', '1Hour', '2017-03-13T00:00:00Z', '2017-03-13T23:00:00Z')[0])).toBe(
      '2017-03-13T13:00:00.000Z',
    );
    expect(iso(bars('AAPL', '1Day', '2017-03-13T00:00:00Z', '2017-03-13T23:00:00Z')[0])).toBe(
      '2017-03-13T04:00:00.000Z',
    );
    const weeks = bars('AAPL', '1Week', '2017-01-02T00:00:00Z', '2017-01-20T23:00:00Z');
    expect(weeks.map(iso)).toEqual([
      '2017-01-02T05:00:00.000Z',
      '2017-01-09T05:00:00.000Z',
      '2017-01-16T05:00:00.000Z',
    ]);
    expect(weeks[0]).toMatchObject({ open: 11580, close: 11791 });
    const months = bars('SPY', '1Month', '2017-01-01T00:00:00Z', '2017-03-31T23:00:00Z');
    expect(months.map(iso)).toEqual([
      '2017-01-01T05:00:00.000Z',
      '2017-02-01T05:00:00.000Z',
      '2017-03-01T05:00:00.000Z',
    ]);
    expect(iso(bars('BTC/USD', '1Day', '2017-03-13T00:00:00Z', '2017-03-13T23:00:00Z')[0])).toBe(
      '2017-03-13T05:00:00.000Z',
    );
  });

  it('know nothing after the present: whole minutes only, and a day in the making', () => {
    const now = '2017-03-13T13:45:30Z';
    const minutes = bars('AAPL', '1Min', '2017-03-13T00:00:00Z', '2017-03-14T00:00:00Z', now);
    expect(minutes).toHaveLength(15);
    const [day] = bars('AAPL', '1Day', '2017-03-13T00:00:00Z', '2017-03-14T23:00:00Z', now);
    expect(day?.close).toBe(tapeOf('AAPL').priceAt(at(now)));
    expect(day?.volume).toBe(minutes.reduce((sum, one) => sum + one.volume, 0));
  });

  it('are the same backwards', () => {
    const starts = fc.integer({
      min: at('2016-01-01T00:00:00Z') / 1000,
      max: at('2018-01-01T00:00:00Z') / 1000,
    });
    const frames = fc.constantFrom('30Min', '1Hour', '1Day', '1Week', '1Month');
    fc.assert(
      fc.property(
        fc.constantFrom('SPY', 'ETH/USD'),
        frames,
        starts,
        fc.integer({ min: 0, max: 40 }),
        (symbol, frame, start, days) => {
          const from = new Date(start * 1000).toISOString();
          const until = new Date((start + days * 86_400) * 1000).toISOString();
          const now = '2018-03-01T00:00:00Z';
          expect(bars(symbol, frame, from, until, now, 'desc').toReversed()).toEqual(
            bars(symbol, frame, from, until, now),
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('go onto the wire as exact decimals', () => {
    const [bar] = bars('AAPL', '1Day', '2017-01-03T00:00:00Z', '2017-01-03T23:59:00Z');
    const instrument = findInstrument('AAPL');
    if (bar === undefined || instrument === undefined) throw new Error('no bar');
    expect(JSON.stringify(barView(instrument, bar))).toBe(
      '{"t":"2017-01-03T05:00:00Z","o":115.8,"h":116.33,"l":114.76,"c":116.15,"v":28781900,"n":205585,"vw":115.76}',
    );
  });
});
