import { compareMoney, parseMoney } from '@agenttrader/domain/money/money';
import { comparePrice, parsePrice } from '@agenttrader/domain/money/price';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDecimals } from './compare-decimals.ts';

describe('compareDecimals', () => {
  it.each([
    ['1.5', '1.50', 0],
    ['-0.00', '0', 0],
    ['007', '7', 0],
    ['2', '10', -1],
    ['-2', '-10', 1],
    ['-0.01', '0', -1],
    ['0.1', '0.09', 1],
    ['-0.1', '-0.09', -1],
    ['999999999999999.99', '999999999999999.98', 1],
    ['9007199254740993', '9007199254740992', 1],
  ] as const)('orders %s and %s', (a, b, order) => {
    expect(compareDecimals(a, b)).toBe(order);
    expect(compareDecimals(b, a)).toBe(order === 0 ? 0 : -order);
  });

  const cents = fc.bigInt({ min: -(10n ** 17n - 1n), max: 10n ** 17n - 1n });
  const money = (value: bigint) => {
    const digits = String(value < 0n ? -value : value).padStart(3, '0');
    return parseMoney(`${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
  };

  it('agrees with the exact arithmetic of amounts', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(compareDecimals(money(a), money(b))).toBe(compareMoney(money(a), money(b)));
      }),
    );
  });

  it('agrees with the exact arithmetic of prices', () => {
    const price = fc
      .tuple(fc.integer({ min: 1, max: 999_999 }), fc.nat(999_999_999))
      .map(([whole, fraction]) => parsePrice(`${whole}.${String(fraction).padStart(9, '0')}`));
    fc.assert(
      fc.property(price, price, (a, b) => {
        expect(compareDecimals(a, b)).toBe(comparePrice(a, b));
      }),
    );
  });
});
