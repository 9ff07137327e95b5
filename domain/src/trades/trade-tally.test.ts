import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMoney, type Money, parseMoney, sumMoney } from '../money/money.ts';
import { TRADE_SOURCES } from './shadow-trade.ts';
import { SIDES } from './side.ts';
import { NO_TRADES, OTHER, sumTally, type TalliedTrade, withoutTrade, withTrade } from './trade-tally.ts';

const cents = (range: { min: number; max: number }) =>
  fc.integer(range).map(value => parseMoney((value / 100).toFixed(2)));
const trade: fc.Arbitrary<TalliedTrade> = fc.record({
  status: fc.constantFrom('CLOSED', OTHER),
  side: fc.constantFrom(...SIDES, OTHER),
  source: fc.constantFrom(...TRADE_SOURCES, OTHER),
  amounts: fc.option(
    fc.record({
      finalPnl: cents({ min: -500_000, max: 500_000 }),
      notional: cents({ min: 0, max: 900_000 }),
    }),
    { nil: undefined },
  ),
});
const tallyOf = (trades: readonly TalliedTrade[]) => trades.reduce(withTrade, {});
const pnlOf = (trades: readonly TalliedTrade[]): Money =>
  sumMoney(trades.flatMap(({ amounts }) => amounts?.finalPnl ?? []));

describe('a tally of trades', () => {
  it('is zero without any', () => {
    expect(sumTally({})).toEqual(NO_TRADES);
  });

  it('sums up those that match, whatever the order in which they came', () => {
    fc.assert(
      fc.property(
        fc.array(trade),
        fc.constantFrom(...SIDES),
        fc.constantFrom(...TRADE_SOURCES),
        (trades, side, source) => {
          expect(tallyOf(trades.toReversed())).toEqual(tallyOf(trades));
          for (const wanted of [{}, { side }, { source }, { status: 'CLOSED', side, source }] as const) {
            const matching = trades.filter(one =>
              Object.entries(wanted).every(([field, value]) => one[field as keyof TalliedTrade] === value),
            );
            const sums = sumTally(tallyOf(trades), wanted);
            const readable = matching.filter(({ amounts }) => amounts);
            expect(sums.closedTrades).toBe(readable.length);
            expect(sums.unreadable).toBe(matching.length - readable.length);
            expect(addMoney(sums.grossLoss, pnlOf(matching))).toBe(sums.grossProfit);
            expect(sums.notional).toBe(sumMoney(readable.flatMap(({ amounts }) => amounts?.notional ?? [])));
          }
        },
      ),
    );
  });

  it('without a trade is what the others give', () => {
    fc.assert(
      fc.property(fc.array(trade), trade, fc.nat(), (others, one, place) => {
        const at = place % (others.length + 1);
        const all = [...others.slice(0, at), one, ...others.slice(at)];
        expect(withoutTrade(tallyOf(all), one)).toEqual(tallyOf(others));
      }),
    );
  });
});
