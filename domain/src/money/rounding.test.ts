import { describe, expect, it } from 'vitest';
import { Decimal, printDecimal } from './decimal.ts';
import { divide, ROUNDING, round } from './rounding.ts';

describe('the rounding rules', () => {
  it.each([
    ['cash', '2.345', '2.34'],
    ['cash', '2.355', '2.36'],
    ['pnl', '-2.345', '-2.34'],
    ['pnl', '-2.355', '-2.36'],
    ['quantity', '1.9999999999', '1.999999999'],
    ['quantity', '-1.9999999999', '-1.999999999'],
    ['percent', '33.33335', '33.3334'],
    ['percent', '33.33345', '33.3334'],
    ['averagePrice', '0.0000000025', '0.000000002'],
    ['averagePrice', '0.0000000035', '0.000000004'],
  ] as const)('%s: %s becomes %s', (rule, exact, expected) => {
    expect(printDecimal(round(new Decimal(exact), ROUNDING[rule]))).toBe(expected);
  });
});

describe('divide', () => {
  it.each([
    // A quotient just above a tie: cut off at any number of digits it looks like the tie itself, and would
    // then go down to the even digit.
    ['cash', '5000000000000000000000000000001', '1000000000000000000000000000000000', '0.01'],
    ['cash', '5', '1000', '0'],
    ['cash', '15', '1000', '0.02'],
    ['percent', '2', '3', '0.6667'],
    ['quantity', '2', '3', '0.666666666'],
    ['quantity', '-2', '3', '-0.666666666'],
  ] as const)('%s: %s / %s is %s', (rule, numerator, denominator, expected) => {
    const quotient = divide(new Decimal(numerator), new Decimal(denominator), ROUNDING[rule]);
    expect(printDecimal(quotient)).toBe(expected);
  });

  it('leaves the precision of later computations alone', () => {
    const third = divide(new Decimal('1'), new Decimal('3'), ROUNDING.cash);
    expect(printDecimal(third)).toBe('0.33');
    expect(printDecimal(divide(third, new Decimal('7'), ROUNDING.quantity))).toBe('0.047142857');
  });
});
