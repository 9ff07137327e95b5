import { tradingDay } from '@agenttrader/domain/market/trading-days';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../clock/new-york.ts';
import { type History, loadHistory } from './history.ts';
import { findInstrument, INSTRUMENTS, type Instrument } from './instruments.ts';
import { Market } from './market.ts';
import { quoteAround } from './quote.ts';
import { firstCrossing } from './scan.ts';
import type { Tape } from './tape.ts';

let history: History;
let market: Market;
beforeAll(() => {
  history = loadHistory();
  market = new Market(history, 1);
});

function instrument(symbol: string): Instrument {
  const found = findInstrument(symbol);
  if (found === undefined) throw new Error(symbol);
  return found;
}

function periods(tape: Tape) {
  return Array.from({ length: tape.periodCount }, (_, i) => tape.period(i)).filter(one => one !== undefined);
}

const FROM = Date.parse('2013-05-14T00:00:00Z');
const UNTIL = Date.parse('2018-05-11T00:00:00Z');
const moments = fc.integer({ min: FROM / 1000, max: UNTIL / 1000 }).map(seconds => seconds * 1000);
const symbols = fc.constantFrom(...INSTRUMENTS.map(one => one.symbol));

describe('the history', () => {
  it('has the trading days that the exchange’s rules give, each of them', () => {
    const [first = '', last = ''] = [history.dates[0], history.dates.at(-1)];
    const byRule: string[] = [];
    for (let date = first; date <= last; date = addDays(date, 1)) {
      if (tradingDay(date) !== 'closed') byRule.push(date);
    }
    expect(byRule).toEqual(history.dates);
  });

  it('is the packages’ data, to the cent', () => {
    expect(history.dates).toHaveLength(1260);
    expect([history.dates[0], history.dates.at(-1)]).toEqual(['2013-05-13', '2018-05-11']);
    const day = history.dates.indexOf('2017-01-03');
    expect(history.aapl[day]).toEqual({
      date: '2017-01-03',
      open: 11580,
      high: 11633,
      low: 11476,
      close: 11615,
      volume: 28781900,
    });
    expect(history.sp500[day]).toMatchObject({ open: 22516, high: 22639, low: 22451, close: 22578 });
  });
});

describe('every instrument', () => {
  it.each(INSTRUMENTS.map(one => one.symbol))('%s has sound daily bars', symbol => {
    for (const { bar, from, until } of periods(market.tape(instrument(symbol)))) {
      expect(until).toBeGreaterThan(from);
      expect(bar.low).toBeGreaterThan(1);
      expect(bar.low).toBeLessThanOrEqual(Math.min(bar.open, bar.close));
      expect(bar.high).toBeGreaterThanOrEqual(Math.max(bar.open, bar.close));
      expect(
        Object.values(bar).every(value => typeof value === 'string' || Number.isSafeInteger(value)),
      ).toBe(true);
    }
  });

  it('says whether it is synthetic', () => {
    for (const one of INSTRUMENTS)
      expect(one.name.endsWith('(synthetic)')).toBe(one.source.kind === 'synthetic');
  });

  it('has ids of its own', () => {
    expect(new Set(INSTRUMENTS.map(one => one.id)).size).toBe(INSTRUMENTS.length);
    expect(findInstrument('BTCUSD')).toBe(findInstrument('BTC/USD'));
  });
});

/** Slope of the instrument's daily log returns over the index's. */
function measuredBeta(symbol: string): number {
  const closes = new Map(periods(market.tape(instrument(symbol))).map(({ bar }) => [bar.date, bar.close]));
  const pairs = history.sp500.slice(1).flatMap((bar, i) => {
    const previous = history.sp500[i];
    const [a, b] = [closes.get(previous?.date ?? ''), closes.get(bar.date)];
    return previous && a && b ? [[Math.log(bar.close / previous.close), Math.log(b / a)] as const] : [];
  });
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(pairs.map(pair => pair[0])), mean(pairs.map(pair => pair[1]))];
  const covariance = mean(pairs.map(pair => (pair[0] - x) * (pair[1] - y)));
  return covariance / mean(pairs.map(pair => (pair[0] - x) ** 2));
}

describe('synthetic instruments', () => {
  it.each(INSTRUMENTS.filter(one => one.source.kind === 'synthetic').map(one => one.symbol))(
    '%s follows the index by its beta',
    symbol => {
      const { source } = instrument(symbol);
      if (source.kind !== 'synthetic') throw new Error('not synthetic');
      // Four standard errors of the slope: noise / (index volatility * sqrt(days)).
      expect(Math.abs(measuredBeta(symbol) - source.beta)).toBeLessThan(
        (4 * source.noise) / (0.0077 * Math.sqrt(1259)),
      );
    },
  );

  it('stand at their anchor price when the default timeline starts', () => {
    const start = Date.parse('2017-01-03T05:59:59Z');
    for (const one of INSTRUMENTS) {
      if (one.source.kind !== 'synthetic') continue;
      const price = market.tape(one).priceAt(start) / 10 ** one.priceDecimals;
      expect(Math.abs(price / one.source.anchor - 1), one.symbol).toBeLessThan(0.001);
    }
  });
});

describe('prices', () => {
  it('depend on seed, symbol and time alone, not on the order of asking', () => {
    const questions = fc.array(fc.tuple(symbols, moments), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(questions, asked => {
        const answer = (within: Market, [symbol, ms]: [string, number]) =>
          within.tape(instrument(symbol)).priceAt(ms);
        const forwards = asked.map(question => answer(market, question));
        const other = new Market(history, 1);
        const backwards = asked.toReversed().map(question => answer(other, question));
        expect(backwards.toReversed()).toEqual(forwards);
      }),
      { numRuns: 15 },
    );
  });

  it('are others with another seed, except where they are real', () => {
    const other = new Market(history, 2);
    const ms = Date.parse('2017-05-05T20:00:00Z');
    const [aapl, tsla] = [instrument('AAPL'), instrument('TSLA')];
    expect(other.tape(aapl).priceAt(ms)).toBe(market.tape(aapl).priceAt(ms));
    expect(other.tape(tsla).priceAt(ms)).not.toBe(market.tape(tsla).priceAt(ms));
  });

  it('stay within their day, and between sessions at the close', () => {
    fc.assert(
      fc.property(symbols, moments, (symbol, ms) => {
        const tape = market.tape(instrument(symbol));
        const period = tape.period(tape.periodIndexAt(ms));
        if (period === undefined) throw new Error('no period');
        const price = tape.priceAt(ms);
        if (tape.tradesAt(ms)) expect(price >= period.bar.low && price <= period.bar.high).toBe(true);
        else expect(price).toBe(period.bar.close);
        const { bid, ask } = quoteAround(tape.instrument, price);
        expect(bid < price && price < ask).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('leave no gap in a coin’s days, over clock changes too', () => {
    const all = periods(market.tape(instrument('BTC/USD')));
    for (const [i, period] of all.entries()) if (i > 0) expect(period.from).toBe(all[i - 1]?.until);
    expect(new Set(all.map(period => (period.until - period.from) / 3_600_000))).toEqual(
      new Set([23, 24, 25]),
    );
  });
});

describe('the first crossing', () => {
  it('is the one that a look at every second finds', () => {
    const spans = fc.tuple(
      fc.constantFrom('AAPL', 'BTC/USD'),
      fc.integer({
        min: Date.parse('2017-03-09T12:00:00Z') / 1000,
        max: Date.parse('2017-03-15T20:00:00Z') / 1000,
      }),
      fc.integer({ min: 1, max: 40_000 }),
      fc.integer({ min: -150, max: 150 }),
      fc.constantFrom('up' as const, 'down' as const),
    );
    fc.assert(
      fc.property(spans, ([symbol, second, length, offset, direction]) => {
        const tape = market.tape(instrument(symbol));
        const fromMs = second * 1000;
        const untilMs = fromMs + length * 1000;
        const level = tape.priceAt(fromMs) + offset * (symbol === 'AAPL' ? 1 : 100);
        const reached = (price: number) => (direction === 'up' ? price >= level : price <= level);
        let expected: number | undefined;
        for (let ms = fromMs; ms <= untilMs && expected === undefined; ms += 1000) {
          if (tape.tradesAt(ms) && reached(tape.priceAt(ms))) expected = ms;
        }
        expect(firstCrossing(tape, { direction, reached }, fromMs, untilMs)).toBe(expected);
      }),
      { numRuns: 40 },
    );
  });
});
