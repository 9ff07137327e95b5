import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import {
  anyPrice,
  anyQuantity,
  centPrice,
  everydayPrice,
  everydayQuantity,
  expectedOutcome,
  outcomeOf,
  RUNS,
  wholeShares,
} from '../../test-support/arbitraries.ts';
import * as oracle from '../../test-support/rational-oracle.ts';
import { addMoney, negateMoney, sumMoney, ZERO_MONEY } from '../money/money.ts';
import { parseQuantity } from '../money/quantity.ts';
import { closeTrade } from './close-trade.ts';
import { markToMarket } from './mark-to-market.ts';
import { SIDES } from './side.ts';

const { exactly, fixedText, halfEven, plainText, rational } = oracle;

const anySide = fc.constantFrom(...SIDES);

/** The textbook's figures: per cent of the exact notional, quantity and all; a refusal where one is absurd. */
function expectedMark(gainPerUnit: oracle.Rational, quantity: string, entryPrice: string) {
  const gain = oracle.times(gainPerUnit, exactly(quantity));
  const notional = oracle.times(exactly(entryPrice), exactly(quantity));
  const percent = oracle.times(oracle.over(gain, notional), rational(100n));
  const currentPnl = expectedOutcome(halfEven(gain, 2), 2, fixedText);
  const pnlPercent = expectedOutcome(halfEven(percent, 4), 4, plainText);
  return [currentPnl, pnlPercent].includes('out-of-range') ? 'out-of-range' : { currentPnl, pnlPercent };
}

describe('mark to market against the rational oracle', () => {
  const formulas = [
    { side: 'BUY', title: 'long: (current − entry) × quantity', sign: 1n },
    { side: 'SELL', title: 'short: (entry − current) × quantity', sign: -1n },
  ] as const;
  const prices = fc.oneof(fc.tuple(everydayPrice, everydayPrice), fc.tuple(centPrice, centPrice));
  const beyondRange = fc.tuple(anyPrice, anyPrice);

  for (const { side, title, sign } of formulas) {
    it.each([
      { size: 'everyday', pair: prices, quantities: everydayQuantity },
      { size: 'extreme', pair: beyondRange, quantities: anyQuantity },
    ])(`values a ${title}, $size figures`, ({ pair, quantities }) => {
      fc.assert(
        fc.property(pair, quantities, ([entryPrice, currentPrice], quantity) => {
          const rise = oracle.minus(exactly(currentPrice), exactly(entryPrice));
          const expected = expectedMark(oracle.times(rise, rational(sign)), quantity, entryPrice);
          const actual = outcomeOf(() => markToMarket({ side, quantity, entryPrice, currentPrice }));
          assert.deepEqual(actual, expected);
        }),
        RUNS,
      );
    });
  }
});

describe('laws of profit and loss', () => {
  it('is for a short exactly minus what it is for a long', () => {
    fc.assert(
      fc.property(centPrice, everydayPrice, everydayQuantity, (entryPrice, currentPrice, quantity) => {
        const long = markToMarket({ side: 'BUY', quantity, entryPrice, currentPrice });
        const short = markToMarket({ side: 'SELL', quantity, entryPrice, currentPrice });
        assert.equal(short.currentPnl, negateMoney(long.currentPnl));
        assert.equal(exactly(short.pnlPercent).numerator, -exactly(long.pnlPercent).numerator);
      }),
      RUNS,
    );
  });

  it('is the same when it is realized as it was when last marked', () => {
    fc.assert(
      fc.property(
        anySide,
        centPrice,
        everydayPrice,
        everydayQuantity,
        (side, entryPrice, price, quantity) => {
          const open = markToMarket({ side, quantity, entryPrice, currentPrice: price });
          const closed = closeTrade({ side, quantity, entryPrice, exitPrice: price });
          assert.deepEqual(closed, { finalPnl: open.currentPnl, finalPnlPercent: open.pnlPercent });
        },
      ),
      RUNS,
    );
  });

  it('is nothing at the entry price', () => {
    fc.assert(
      fc.property(anySide, anyPrice, anyQuantity, (side, price, quantity) => {
        const marked = markToMarket({ side, quantity, entryPrice: price, currentPrice: price });
        assert.deepEqual(marked, { currentPnl: ZERO_MONEY, pnlPercent: '0' });
      }),
      RUNS,
    );
  });

  it('adds up over the parts of a position and over the legs of a move, in whole cents and shares', () => {
    fc.assert(
      fc.property(
        anySide,
        fc.tuple(centPrice, centPrice, centPrice),
        fc.tuple(wholeShares, wholeShares),
        (side, [start, middle, end], [some, rest]) => {
          const all = parseQuantity(oracle.plainText(BigInt(some) + BigInt(rest), 0));
          const pnl = (quantity: typeof some, entryPrice: typeof start, currentPrice: typeof end) =>
            markToMarket({ side, quantity, entryPrice, currentPrice }).currentPnl;
          const whole = pnl(all, start, end);
          assert.equal(sumMoney([pnl(some, start, end), pnl(rest, start, end)]), whole);
          assert.equal(addMoney(pnl(all, start, middle), pnl(all, middle, end)), whole);
        },
      ),
      RUNS,
    );
  });

  it('adds up over the parts of any position to within the cent that rounding costs', () => {
    fc.assert(
      fc.property(
        anySide,
        fc.tuple(centPrice, everydayPrice),
        fc.tuple(everydayQuantity, everydayQuantity),
        (side, [entryPrice, currentPrice], [some, rest]) => {
          const all = parseQuantity(plainText(halfEven(oracle.plus(exactly(some), exactly(rest)), 9), 9));
          const cents = (quantity: typeof some) =>
            halfEven(exactly(markToMarket({ side, quantity, entryPrice, currentPrice }).currentPnl), 2);
          assert.ok([-1n, 0n, 1n].includes(cents(all) - cents(some) - cents(rest)));
        },
      ),
      RUNS,
    );
  });

  it('does not depend, in per cent, on the quantity', () => {
    fc.assert(
      fc.property(
        anySide,
        fc.tuple(centPrice, everydayPrice),
        fc.tuple(everydayQuantity, everydayQuantity),
        (side, [entryPrice, currentPrice], [some, other]) => {
          const percent = (quantity: typeof some) =>
            markToMarket({ side, quantity, entryPrice, currentPrice }).pnlPercent;
          assert.equal(percent(some), percent(other));
        },
      ),
      RUNS,
    );
  });
});
