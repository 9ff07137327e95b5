import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import {
  anyMoney,
  everydayMoney,
  expectedOutcome,
  halfway,
  outcomeOf,
  preciseDecimal,
  RUNS,
} from '../../test-support/arbitraries.ts';
import * as oracle from '../../test-support/rational-oracle.ts';
import {
  addMoney,
  compareMoney,
  isNegativeMoney,
  isPositiveMoney,
  maxMoney,
  minMoney,
  negateMoney,
  parseMoney,
  percentOf,
  roundToCents,
  scaleMoney,
  subtractMoney,
  sumMoney,
  ZERO_MONEY,
} from './money.ts';

const { exactly, fixedText, halfEven, plainText, rational } = oracle;

describe('money against the rational oracle', () => {
  it('adds', () => {
    fc.assert(
      fc.property(anyMoney, anyMoney, (a, b) => {
        const expected = halfEven(oracle.plus(exactly(a), exactly(b)), 2);
        assert.equal(
          outcomeOf(() => addMoney(a, b)),
          expectedOutcome(expected, 2, fixedText),
        );
      }),
      RUNS,
    );
  });

  it('subtracts', () => {
    fc.assert(
      fc.property(anyMoney, anyMoney, (a, b) => {
        const expected = halfEven(oracle.minus(exactly(a), exactly(b)), 2);
        assert.equal(
          outcomeOf(() => subtractMoney(a, b)),
          expectedOutcome(expected, 2, fixedText),
        );
      }),
      RUNS,
    );
  });

  it('sums a list', () => {
    fc.assert(
      fc.property(fc.array(anyMoney, { maxLength: 6 }), amounts => {
        const total = amounts.map(exactly).reduce(oracle.plus, rational(0n));
        assert.equal(
          outcomeOf(() => sumMoney(amounts)),
          expectedOutcome(halfEven(total, 2), 2, fixedText),
        );
      }),
      RUNS,
    );
  });

  it('scales by a decimal factor', () => {
    fc.assert(
      fc.property(
        anyMoney,
        fc.oneof(preciseDecimal, fc.constantFrom('0.5', '-0.5', '0.005')),
        (amount, factor) => {
          const expected = halfEven(oracle.times(exactly(amount), exactly(factor)), 2);
          assert.equal(
            outcomeOf(() => scaleMoney(amount, factor)),
            expectedOutcome(expected, 2, fixedText),
          );
        },
      ),
      RUNS,
    );
  });

  it('rounds to cents half-even, ties included', () => {
    fc.assert(
      fc.property(fc.oneof(preciseDecimal, halfway(2)), text => {
        const expected = halfEven(exactly(text), 2);
        assert.equal(
          outcomeOf(() => roundToCents(text)),
          expectedOutcome(expected, 2, fixedText),
        );
      }),
      RUNS,
    );
  });

  it('states a part of a whole in per cent', () => {
    fc.assert(
      fc.property(anyMoney, anyMoney, (part, whole) => {
        if (whole === ZERO_MONEY) return percentOf(part, whole) === null;
        const ratio = oracle.over(exactly(part), exactly(whole));
        const expected = halfEven(oracle.times(ratio, rational(100n)), 4);
        assert.equal(percentOf(part, whole) ?? 'out-of-range', expectedOutcome(expected, 4, plainText));
        return true;
      }),
      RUNS,
    );
  });

  it('orders', () => {
    fc.assert(
      fc.property(anyMoney, anyMoney, (a, b) => {
        const expected = oracle.order(exactly(a), exactly(b));
        assert.equal(compareMoney(a, b), expected);
        assert.equal(minMoney(a, b), expected <= 0 ? a : b);
        assert.equal(maxMoney(a, b), expected >= 0 ? a : b);
        assert.equal(isNegativeMoney(a), exactly(a).numerator < 0n);
        assert.equal(isPositiveMoney(a), exactly(a).numerator > 0n);
      }),
      RUNS,
    );
  });
});

describe('laws of money', () => {
  it('reads back what it printed, unchanged', () => {
    fc.assert(
      fc.property(anyMoney, amount => {
        assert.match(amount, /^-?(0|[1-9][0-9]{0,14})\.[0-9]{2}$/);
        assert.notEqual(amount, '-0.00');
        assert.equal(parseMoney(amount), amount);
        assert.equal(roundToCents(amount), amount);
      }),
      RUNS,
    );
  });

  it('does not depend on how a list is split or ordered', () => {
    const list = fc.array(everydayMoney, { maxLength: 8 });
    fc.assert(
      fc.property(list, list, (first, second) => {
        const whole = sumMoney([...first, ...second]);
        assert.equal(addMoney(sumMoney(first), sumMoney(second)), whole);
        assert.equal(sumMoney([...second, ...first].reverse()), whole);
      }),
      RUNS,
    );
  });

  it('treats gains and losses alike', () => {
    fc.assert(
      fc.property(everydayMoney, everydayMoney, halfway(2), (a, b, tie) => {
        assert.equal(subtractMoney(a, b), negateMoney(subtractMoney(b, a)));
        assert.equal(addMoney(a, negateMoney(a)), ZERO_MONEY);
        assert.equal(negateMoney(negateMoney(a)), a);
        assert.equal(scaleMoney(a, '-0.5'), negateMoney(scaleMoney(a, '0.5')));
        assert.equal(
          roundToCents(oracle.plainText(-halfEven(exactly(tie), 3), 3)),
          negateMoney(roundToCents(tie)),
        );
      }),
      RUNS,
    );
  });
});
