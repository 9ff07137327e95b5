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
import { comparePrice, parsePrice, roundToPrice } from './price.ts';
import { parseQuantity, quantityForNotional } from './quantity.ts';

const { exactly, fixedText, halfEven, plainText, rational } = oracle;

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

  it('orders', () => {
    fc.assert(
      fc.property(anyPrice, anyPrice, (p, q) => {
        assert.equal(comparePrice(p, q), oracle.order(exactly(p), exactly(q)));
      }),
      RUNS,
    );
  });
});

describe('laws of prices and quantities', () => {
  it('reads back what it printed, unchanged', () => {
    fc.assert(
      fc.property(anyPrice, anyQuantity, (price, quantity) => {
        assert.equal(parsePrice(price), price);
        assert.equal(roundToPrice(price), price);
        assert.equal(parseQuantity(quantity), quantity);
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

  it('values more at no less', () => {
    fc.assert(
      fc.property(everydayPrice, everydayQuantity, everydayQuantity, (price, a, b) => {
        const order = compareMoney(notionalOf(price, a), notionalOf(price, b));
        assert.ok(order === 0 || order === oracle.order(exactly(a), exactly(b)));
      }),
      RUNS,
    );
  });
});
