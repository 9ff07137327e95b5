import { describe, expect, it } from 'vitest';
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

const usd = parseMoney;
const LARGEST = usd('999999999999999.99');

describe('parseMoney', () => {
  it.each([
    ['10250.37', '10250.37'],
    ['10250', '10250.00'],
    ['10250.3', '10250.30'],
    ['10250.3700', '10250.37'],
    ['-0.05', '-0.05'],
    ['-0', '0.00'],
    ['1.025037e4', '10250.37'],
  ])('reads %s as %s', (text, expected) => {
    expect(parseMoney(text)).toBe(expected);
  });

  it('refuses a fraction of a cent', () => {
    expect(() => parseMoney('10250.375')).toThrowError(
      expect.objectContaining({
        code: 'too-precise',
        message: '"10250.375" is too precise: an amount of money has at most 2 digits after the point.',
      }),
    );
  });

  it('refuses a number', () => {
    expect(() => parseMoney(10250.37)).toThrowError(expect.objectContaining({ code: 'not-a-decimal' }));
  });
});

describe('roundToCents', () => {
  it.each([
    ['0.004999999999999999', '0.00'],
    ['0.005', '0.00'],
    ['0.005000000000000001', '0.01'],
    ['0.015', '0.02'],
    ['0.025', '0.02'],
    ['-0.005', '0.00'],
    ['-0.015', '-0.02'],
    ['-0.025', '-0.02'],
    ['-0.001', '0.00'],
    ['1.005', '1.00'],
    ['9.995', '10.00'],
    ['99999.994999', '99999.99'],
  ])('rounds %s to %s', (text, expected) => {
    expect(roundToCents(text)).toBe(expected);
  });

  it('refuses what rounds out of range', () => {
    expect(() => roundToCents('999999999999999.995')).toThrowError(
      expect.objectContaining({ code: 'out-of-range' }),
    );
  });
});

describe('arithmetic', () => {
  it('is exact where floating point is not', () => {
    expect(addMoney(usd('0.10'), usd('0.20'))).toBe('0.30');
    expect(subtractMoney(usd('1.00'), usd('0.90'))).toBe('0.10');
    expect(addMoney(usd('90071992547409.93'), usd('0.02'))).toBe('90071992547409.95');
    expect(sumMoney(Array.from({ length: 1000 }, () => usd('0.10')))).toBe('100.00');
  });

  it('has no negative zero', () => {
    expect(negateMoney(ZERO_MONEY)).toBe('0.00');
    expect(subtractMoney(usd('-1'), usd('-1'))).toBe('0.00');
    expect(scaleMoney(usd('-0.01'), '0.1')).toBe('0.00');
  });

  it('refuses a result that is out of range, and only the result of a sum', () => {
    expect(() => addMoney(LARGEST, usd('0.01'))).toThrowError(
      expect.objectContaining({ code: 'out-of-range' }),
    );
    expect(() => subtractMoney(negateMoney(LARGEST), LARGEST)).toThrowError(
      expect.objectContaining({ code: 'out-of-range' }),
    );
    expect(sumMoney([LARGEST, LARGEST, negateMoney(LARGEST)])).toBe(LARGEST);
  });

  it('sums any iterable, an empty one to zero', () => {
    expect(sumMoney([])).toBe('0.00');
    expect(sumMoney(new Set([usd('1'), usd('2.50')]))).toBe('3.50');
  });

  it.each([
    ['100.00', '0.25', '25.00'],
    ['0.05', '0.5', '0.02'],
    ['0.15', '0.5', '0.08'],
    ['-0.15', '0.5', '-0.08'],
    ['100.00', '-1', '-100.00'],
    ['100.00', '0', '0.00'],
    ['123.45', '0.000000000000000001', '0.00'],
  ])('scales %s by %s to %s', (amount, factor, expected) => {
    expect(scaleMoney(usd(amount), factor)).toBe(expected);
  });

  it('refuses a factor that is no decimal', () => {
    expect(() => scaleMoney(usd('1'), '10%')).toThrowError(/^"10%" is not a factor: /);
  });

  it.each([
    ['1.00', '3.00', '33.3333'],
    ['2.00', '3.00', '66.6667'],
    ['-1.00', '3.00', '-33.3333'],
    ['1.00', '-3.00', '-33.3333'],
    ['1.00', '80000.00', '0.0012'],
    ['3.00', '80000.00', '0.0038'],
    ['50.00', '50.00', '100'],
    ['0.00', '50.00', '0'],
    ['-0.01', '999999999.00', '0'],
  ])('states %s of %s as %s per cent', (part, whole, expected) => {
    expect(percentOf(usd(part), usd(whole))).toBe(expected);
  });

  it('has no percentage of nothing', () => {
    expect(percentOf(usd('1'), ZERO_MONEY)).toBeNull();
    expect(percentOf(ZERO_MONEY, ZERO_MONEY)).toBeNull();
  });
});

describe('comparison', () => {
  it('goes by value, not by text', () => {
    const amounts = ['10.00', '9.00', '-10.00', '-9.00', '0.00'].map(usd);
    expect(amounts.sort(compareMoney)).toEqual(['-10.00', '-9.00', '0.00', '9.00', '10.00']);
    expect(minMoney(usd('10'), usd('9'), usd('11'))).toBe('9.00');
    expect(maxMoney(usd('10'), usd('9'), usd('11'))).toBe('11.00');
    expect(minMoney(usd('5'))).toBe('5.00');
  });

  it('counts zero as neither positive nor negative', () => {
    expect([usd('-0.01'), ZERO_MONEY, usd('0.01')].map(isNegativeMoney)).toEqual([true, false, false]);
    expect([usd('-0.01'), ZERO_MONEY, usd('0.01')].map(isPositiveMoney)).toEqual([false, false, true]);
  });
});
