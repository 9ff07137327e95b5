import { describe, expect, it } from 'vitest';
import {
  exactly,
  fixedText,
  halfEven,
  order,
  over,
  plainText,
  readRational,
  towardZero,
} from './rational-oracle.ts';

/** The oracle judges everything else, so its own rounding is pinned by hand. */
describe('the rational oracle', () => {
  it.each([
    ['0.125', 2, '0.12'],
    ['0.135', 2, '0.14'],
    ['0.1350001', 2, '0.14'],
    ['-0.125', 2, '-0.12'],
    ['-0.135', 2, '-0.14'],
    ['-0.126', 2, '-0.13'],
    ['0.005', 2, '0.00'],
    ['-0.015', 2, '-0.02'],
    ['2.5', 0, '2'],
    ['-3.5', 0, '-4'],
  ])('rounds %s to %i places half-even: %s', (text, places, expected) => {
    expect(fixedText(halfEven(exactly(text), places), places)).toBe(expected);
  });

  it.each([
    ['1.999', 2, '1.99'],
    ['-1.999', 2, '-1.99'],
    ['0.009', 2, '0'],
    ['100', 2, '100'],
    ['1.50', 2, '1.5'],
  ])('cuts %s after %i places: %s', (text, places, expected) => {
    expect(plainText(towardZero(exactly(text), places), places)).toBe(expected);
  });

  it('divides and orders exactly', () => {
    const third = over(exactly('1'), exactly('-3'));
    expect(third).toEqual({ numerator: -1n, denominator: 3n });
    expect(order(third, exactly('-0.333333333333333333'))).toBe(-1);
    expect(order(exactly('15e-1'), exactly('1.50'))).toBe(0);
  });

  it.each(['', '-', '.5', '5.', '1e', '+1', '1 ', '1,5', '٣', '0x1', 'NaN'])('reads nothing in %j', text => {
    expect(readRational(text)).toBeNull();
  });
});
