import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyMoney, anyPrice } from '../../test-support/arbitraries.ts';
import { inDollars } from './in-dollars.ts';
import { parseMoney } from './money.ts';
import { parsePrice } from './price.ts';

describe('an amount in a sentence', () => {
  it.each([
    ['-11.60', '-$11.60'],
    ['0.00', '$0.00'],
    ['10250.37', '$10250.37'],
  ])('%s is %s', (text, expected) => {
    expect(inDollars(parseMoney(text))).toBe(expected);
  });

  it.each([
    ['115.8', '$115.80'],
    ['187', '$187.00'],
    ['0.000000001', '$0.000000001'],
  ])('a price of %s is %s', (text, expected) => {
    expect(inDollars(parsePrice(text))).toBe(expected);
  });

  it('loses no digit', () => {
    fc.assert(
      fc.property(fc.oneof(anyMoney, anyPrice), value => {
        const shown = inDollars(value);
        expect(shown).toMatch(/^-?\$\d+\.\d{2,}$/);
        expect(Number(shown.replace('$', ''))).toBe(Number(value));
      }),
    );
  });
});
