import { parseMoney } from '@agenttrader/domain/money/money';
import { parsePercent } from '@agenttrader/domain/money/percent';
import { parsePrice } from '@agenttrader/domain/money/price';
import { closedFields, timestampOf, tradeFields, tradeOf } from '@test-support/trades.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markedTrade } from './marked-trade.ts';
import type { Marks } from './snapshot.ts';

const NOW = new Date('2026-03-02T15:00:00Z');
const at = (ms: number) => new Date(NOW.getTime() + ms);

const markOf = (lastUpdated: Date | null, cents = 19_112): Marks[string] => ({
  currentPrice: parsePrice((cents / 100).toFixed(2)),
  currentPnl: parseMoney('36.20'),
  pnlPercent: parsePercent('1.9307'),
  lastUpdated,
});
const openTrade = (lastUpdated: Date) =>
  tradeOf('t', tradeFields({ lastUpdated: timestampOf(lastUpdated.toISOString()) }));

describe('a trade and the snapshot’s mark of it', () => {
  const trade = openTrade(at(-60_000));

  it('takes price, profit, per cent and time of the newer mark, and nothing else', () => {
    expect(markedTrade(trade, { t: markOf(at(0)) }, NOW)).toEqual({ ...trade, ...markOf(at(0)) });
  });

  it.each([
    ['there is no snapshot of this version', trade, null],
    ['the snapshot has no mark of it', trade, { other: markOf(at(0)) }],
    ['the mark is older', trade, { t: markOf(at(-60_001)) }],
    ['the mark is the same one', trade, { t: markOf(at(-60_000)) }],
    ['nobody knows when the mark was taken', trade, { t: markOf(null) }],
    ['the mark lies further ahead than clocks differ', trade, { t: markOf(at(60_001)) }],
    ['it is closed', tradeOf('t', closedFields()), { t: markOf(at(0)) }],
  ] as const)('stays as it is where %s', (_, stored, marks) => {
    expect(markedTrade(stored, marks, NOW)).toBe(stored);
  });

  it('takes the mark over one of a time that cannot be true', () => {
    const ahead = openTrade(at(3_600_000));
    expect(markedTrade(ahead, { t: markOf(at(0)) }, NOW).currentPrice).toBe('191.12');
  });

  it.each(['__proto__', 'constructor', 'toString'])('takes no mark for one because its id is %s', id => {
    const odd = tradeOf(id);
    expect(markedTrade(odd, {}, NOW)).toBe(odd);
  });
});

describe('marks that arrive in whatever order', () => {
  const times = fc.integer({ min: -3_600_000, max: 60_000 });
  const beats = fc.array(times, { minLength: 1, maxLength: 8 });

  it('leave the newest', () => {
    fc.assert(
      fc.property(times, beats, (first, later) => {
        const shown = later.reduce(
          (trade, ms) => markedTrade(trade, { t: markOf(at(ms), 10_000 + Math.abs(ms)) }, NOW),
          openTrade(at(first)),
        );
        expect(shown.lastUpdated).toEqual(at(Math.max(first, ...later)));
      }),
    );
  });

  it('never touch a closed trade, nor what it was opened with', () => {
    fc.assert(
      fc.property(times, times, fc.boolean(), (stored, ms, isClosed) => {
        const trade = isClosed ? tradeOf('t', closedFields()) : openTrade(at(stored));
        const shown = markedTrade(trade, { t: markOf(at(ms)) }, NOW);
        if (isClosed) expect(shown).toBe(trade);
        const { currentPrice, currentPnl, pnlPercent, lastUpdated } = trade;
        expect({ ...shown, currentPrice, currentPnl, pnlPercent, lastUpdated }).toEqual(trade);
      }),
    );
  });
});
