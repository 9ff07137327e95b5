import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMoney, sumMoney } from '../money/money.ts';
import { computePerformance, countTrade, EMPTY_SUMS } from './performance.ts';

const after = (...results: string[]) => results.map(parseMoney).reduce(countTrade, EMPTY_SUMS);

describe('the performance of closed trades', () => {
  it.each([
    [[], '0.00', null, null, null],
    [['0.00'], '0.00', '0', null, '0.00'],
    [['10.00'], '10.00', '100', null, '10.00'],
    [['-10.00'], '-10.00', '0', '0', '-10.00'],
    [['10.00', '-4.00', '6.00'], '12.00', '66.6667', '4', '4.00'],
    [['1.00', '-3.00', '0.00'], '-2.00', '33.3333', '0.3333', '-0.67'],
  ] as const)('of %j is %s, %s %% won, factor %s, %s a trade', (results, pnl, rate, factor, expectancy) => {
    expect(computePerformance(after(...results))).toEqual({
      realizedPnl: pnl,
      winRate: rate,
      profitFactor: factor,
      expectancy,
    });
  });

  it('is the sum of the trades, in whatever order they were closed', () => {
    const cents = fc
      .integer({ min: -1_000_000, max: 1_000_000 })
      .map(value => parseMoney((value / 100).toFixed(2)));
    fc.assert(
      fc.property(fc.array(cents, { maxLength: 40 }), results => {
        const sums = results.reduce(countTrade, EMPTY_SUMS);
        expect(computePerformance(sums).realizedPnl).toBe(sumMoney(results));
        expect([...results].reverse().reduce(countTrade, EMPTY_SUMS)).toEqual(sums);
        expect(sums.wins + sums.losses).toBeLessThanOrEqual(sums.closedTrades);
      }),
    );
  });
});
