import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundPlaces, cutPlaces, decimalText } from './decimal-text.ts';
import { readMoney, readPrice, readQuantity } from './readings.ts';

describe('a number of an earlier system as a decimal', () => {
  it.each([
    [10250.37, '10250.37'],
    [0.1 + 0.2, '0.30000000000000004'],
    [-0, '0'],
    [0, '0'],
    [-1.5, '-1.5'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [-2.5e-10, '-0.00000000025'],
    [5e-324, `0.${'0'.repeat(323)}5`],
    [-12n, '-12'],
    ['10250.37', '10250.37'],
    [' 007.50 ', '7.5'],
    ['+3', '3'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0.00', '0'],
    ['$1,234,567.89', '1234567.89'],
    ['-$1,234.5', '-1234.5'],
    ['1e3', '1000'],
    ['12.5E-1', '1.25'],
  ])('reads %s as %s', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });

  it.each([
    NaN,
    Infinity,
    -Infinity,
    'NaN',
    'inf',
    '',
    ' ',
    '.',
    '-',
    '$',
    '1,23',
    '1.234,56',
    '12,345,6',
    '1 000',
    '0x10',
    '1e',
    '1e999',
    '١٢',
    '--1',
    true,
    null,
    undefined,
    {},
    [1],
    new Date(0),
  ])('does not read %j', value => {
    expect(decimalText(value)).toBeUndefined();
  });

  it('reads every finite float as its shortest decimal, which is the same float again', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), float => {
        const text = decimalText(float) ?? '';
        expect(text).toMatch(/^(?!-0$)-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
        expect(Number(text)).toBe(float + 0);
        expect(text).toBe(new Big(String(float + 0)).toFixed().replace(/^-(0(\.0*)?)$/, '$1'));
      }),
    );
  });

  it('keeps every decimal text exactly', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.nat(15), (digits, places) => {
        const text = new Big(digits.toString()).times(new Big(10).pow(-places)).toFixed();
        expect(new Big(decimalText(text) ?? 'none').eq(text)).toBe(true);
      }),
    );
  });
});

describe('rounding what a float says', () => {
  it('is rounding its shortest decimal once, however small it is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -9e14, max: 9e14 }), float => {
        const expected = new Big(String(float)).round(2, Big.roundHalfEven).toFixed(2);
        expect(readMoney(float)).toBe(expected === '-0.00' ? '0.00' : expected);
      }),
    );
  });

  it('decides ties as if nothing had been cut off', () => {
    fc.assert(
      fc.property(
        fc.nat(10_000),
        fc.nat({ max: 400 }),
        fc.constantFrom('', '1', '5'),
        (cents, zeros, tail) => {
          const text = `${(cents / 100).toFixed(2)}5${'0'.repeat(zeros % 30)}${tail}`;
          expect(readMoney(text)).toBe(new Big(text).round(2, Big.roundHalfEven).toFixed(2));
          const fine = `0.${'0'.repeat(8)}1${text.replace('.', '').slice(0, 3)}${'0'.repeat(zeros % 12)}${tail}`;
          expect(readPrice(fine)).toBe(new Big(fine).round(9, Big.roundHalfEven).toFixed());
        },
      ),
    );
  });

  it.each([
    [1.4210854715202004e-14, '0.00'],
    [-1.4210854715202004e-14, '0.00'],
    [0.125, '0.12'],
    [0.135, '0.14'],
    [1e15, undefined],
    [-999999999999999, '-999999999999999.00'],
  ])('%d is %s in money', (float, money) => {
    expect(readMoney(float)).toBe(money);
  });

  it.each([
    [187.25, '187.25'],
    [0.1 + 0.2, '0.3'],
    [1e-10, undefined],
    [0, undefined],
    [-5, undefined],
  ])('%d is %s as a price', (float, price) => {
    expect(readPrice(float)).toBe(price);
  });

  it.each([
    [1.9999999999, '1.999999999'],
    [0.1 + 0.2, '0.3'],
    ['3', '3'],
    [1e-10, undefined],
    [-1, undefined],
    [0, undefined],
  ])('%j is %s as a size: cut off, never rounded up', (value, quantity) => {
    expect(readQuantity(value)).toBe(quantity);
  });

  it.each([
    ['1.23', 9, '1.23'],
    ['1.239', 2, '1.23'],
    ['1.9', 0, '1'],
  ])('cuts %s to %d places: %s', (text, places, cut) => {
    expect(cutPlaces(text, places)).toBe(cut);
  });

  it('leaves short decimals alone', () => {
    expect(boundPlaces('12')).toBe('12');
    expect(boundPlaces('12.34567890123456789')).toBe('12.34567890123456789');
    expect(boundPlaces('0.123456789012345650000000001')).toBe('0.12345678901234566');
  });
});
