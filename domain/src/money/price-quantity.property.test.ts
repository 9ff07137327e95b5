import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import {
  anyMoney,
  anyPrice,
  anyQuantity,
  everydayMoney,
  everydayPrice,
  everydayQuantity,
  expectedOutcome,
  halfway,
  outcomeOf,
  preciseDecimal,
  RUNS,
} from '../../test-support/arbitraries.ts';
import * as oracle from '../../test-support/rational-oracle.ts';
import { compareMoney } from './money.ts';
import { notionalOf } from './notional.ts';
import { parsePercent, percentFromFraction } from './percent.ts';
import { comparePrice, midPrice, parsePrice, roundToPrice } from './price.ts';
import { compareQuantity, parseQuantity, quantityForNotional } from './quantity.ts';
import { magnitudeOf, parseSignedQuantity } from './signed-quantity.ts';

const { exactly, fixedText, halfEven, plainText, rational } = oracle;

/** Fractions of one small enough for any percentage. */
const fraction = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }).map(count => plainText(count, 18));

describe('prices and quantities against the rational oracle', () => {
  it('values a quantity at a price', () => {
    fc.assert(
      fc.property(anyPrice, anyQuantity, (price, quantity) => {
        const expected = halfEven(oracle.times(exactly(price), exactly(quantity)), 2);
        assert.equal(
          outcomeOf(() => notionalOf(price, quantity)),
          expectedOutcome(expected, 2, fixedText),
        );
      }),
      RUNS,
    );
  });

  it('finds the quantity that a notional buys', () => {
    fc.assert(
      fc.property(anyMoney, anyPrice, (notional, price) => {
        const count = oracle.towardZero(oracle.over(exactly(notional), exactly(price)), 9);
        const expected = count <= 0n ? null : expectedOutcome(count, 9, plainText);
        assert.equal(
          outcomeOf(() => quantityForNotional(notional, price)),
          expected,
        );
      }),
      RUNS,
    );
  });

  it('takes the middle of bid and ask', () => {
    fc.assert(
      fc.property(anyPrice, anyPrice, (bid, ask) => {
        const middle = oracle.over(oracle.plus(exactly(bid), exactly(ask)), rational(2n));
        assert.equal(
          outcomeOf(() => midPrice(bid, ask)),
          expectedOutcome(halfEven(middle, 9), 9, plainText),
        );
      }),
      RUNS,
    );
  });

  it('rounds a computed price to nine places', () => {
    const positive = fc.oneof(preciseDecimal, halfway(9)).map(text => text.replace('-', ''));
    fc.assert(
      fc.property(positive, text => {
        const count = halfEven(exactly(text), 9);
        const expected = count === 0n ? 'zero' : expectedOutcome(count, 9, plainText);
        assert.equal(
          outcomeOf(() => roundToPrice(text)),
          expected,
        );
      }),
      RUNS,
    );
  });

  it('turns a fraction into per cent', () => {
    fc.assert(
      fc.property(fc.oneof(preciseDecimal, halfway(6)), part => {
        const expected = halfEven(oracle.times(exactly(part), rational(100n)), 4);
        assert.equal(
          outcomeOf(() => percentFromFraction(part)),
          expectedOutcome(expected, 4, plainText),
        );
      }),
      RUNS,
    );
  });

  it('orders', () => {
    fc.assert(
      fc.property(anyPrice, anyPrice, anyQuantity, anyQuantity, (p, q, r, s) => {
        assert.equal(comparePrice(p, q), oracle.order(exactly(p), exactly(q)));
        assert.equal(compareQuantity(r, s), oracle.order(exactly(r), exactly(s)));
      }),
      RUNS,
    );
  });
});

describe('laws of prices and quantities', () => {
  it('reads back what it printed, unchanged', () => {
    fc.assert(
      fc.property(anyPrice, anyQuantity, fc.oneof(fraction, halfway(6)), (price, quantity, share) => {
        assert.equal(parsePrice(price), price);
        assert.equal(roundToPrice(price), price);
        assert.equal(parseQuantity(quantity), quantity);
        assert.equal(parseSignedQuantity(quantity), quantity);
        assert.equal(magnitudeOf(parseSignedQuantity(`-${quantity}`)), quantity);
        const percent = percentFromFraction(share);
        assert.equal(parsePercent(percent), percent);
      }),
      RUNS,
    );
  });

  it('never spends more than the notional, and could not buy one billionth more', () => {
    fc.assert(
      fc.property(everydayMoney, everydayPrice, (notional, price) => {
        const quantity = outcomeOf(() => quantityForNotional(notional, price));
        if (quantity === 'out-of-range') return;
        const bought = quantity === null ? rational(0n) : exactly(quantity);
        const budget = exactly(notional);
        if (quantity !== null) {
          assert.ok(oracle.order(oracle.times(bought, exactly(price)), budget) <= 0);
          assert.ok(compareMoney(notionalOf(price, parseQuantity(quantity)), notional) <= 0);
        }
        const more = oracle.plus(bought, rational(1n, 10n ** 9n));
        assert.equal(oracle.order(oracle.times(more, exactly(price)), budget), 1);
      }),
      RUNS,
    );
  });

  it('keeps the middle between bid and ask, whichever is which', () => {
    fc.assert(
      fc.property(everydayPrice, everydayPrice, (bid, ask) => {
        const middle = midPrice(bid, ask);
        const [low, high] = comparePrice(bid, ask) <= 0 ? [bid, ask] : [ask, bid];
        assert.ok(comparePrice(low, middle) <= 0);
        assert.ok(comparePrice(middle, high) <= 0);
        assert.equal(midPrice(ask, bid), middle);
        assert.equal(midPrice(bid, bid), bid);
      }),
      RUNS,
    );
  });

  it('values more at no less', () => {
    fc.assert(
      fc.property(everydayPrice, everydayQuantity, everydayQuantity, (price, a, b) => {
        const order = compareMoney(notionalOf(price, a), notionalOf(price, b));
        assert.ok(order === 0 || order === compareQuantity(a, b));
      }),
      RUNS,
    );
  });
});
