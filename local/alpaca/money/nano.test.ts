import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amountOf, divideHalfEven, formatNano, nano, ONE, parseNano, ratio, toCents } from './nano.ts';

describe('decimals', () => {
  it.each([
    ['0', 0n],
    ['1', ONE],
    ['-0.000000001', -1n],
    ['+2.5', 2_500_000_000n],
    ['10250.37', 10_250_370_000_000n],
    ['7.', 7n * ONE],
  ])('reads %s', (text, value) => {
    expect(parseNano(text)).toBe(value);
  });

  it.each([
    '',
    '.',
    '.5',
    '1e3',
    'NaN',
    'Infinity',
    '1,000',
    ' 1',
    '1 ',
    '0x10',
    '1.0000000001',
    '1234567890123456',
    '--1',
  ])('refuses %j', text => {
    expect(parseNano(text)).toBeUndefined();
  });

  it('writes what it reads back, without exponent or trailing zeros', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 23n), max: 10n ** 23n }), value => {
        const text = formatNano(value);
        expect(text).toMatch(/^-?(0|[1-9]\d*)(\.\d{0,8}[1-9])?$/);
        expect(nano(text)).toBe(value);
      }),
    );
  });
});

describe('rounding', () => {
  it.each([
    [25n, 10n, 2n],
    [35n, 10n, 4n],
    [-25n, 10n, -2n],
    [-35n, 10n, -4n],
    [26n, 10n, 3n],
    [-1n, 3n, 0n],
    [25n, -10n, -2n],
  ])('%d / %d is %d', (dividend, divisor, quotient) => {
    expect(divideHalfEven(dividend, divisor)).toBe(quotient);
  });

  it('never errs by more than half a unit, and picks the even neighbour at exactly half', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (n, d) => {
          const q = divideHalfEven(n, d);
          const error = n - q * d;
          const twice = error < 0n ? -2n * error : 2n * error;
          expect(twice <= d).toBe(true);
          if (twice === d) expect(q % 2n).toBe(0n);
        },
      ),
    );
  });

  it('goes to the cent half-even', () => {
    expect(formatNano(toCents(nano('1.005')))).toBe('1');
    expect(formatNano(toCents(nano('1.015')))).toBe('1.02');
    expect(formatNano(amountOf(nano('3'), nano('33.335')))).toBe('100');
    expect(formatNano(amountOf(nano('0.123456789'), nano('9000.01')))).toBe('1111.11');
  });

  it('divides exactly where the result fits', () => {
    expect(ratio(nano('1'), nano('8'))).toBe(nano('0.125'));
    expect(ratio(ONE, 0n)).toBe(0n);
  });
});
