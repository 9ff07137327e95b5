import { describe, expect, it } from 'vitest';
import { comparePrice, parsePrice, roundToPrice } from './price.ts';

describe('parsePrice', () => {
  it.each([
    ['187.50', '187.5'],
    ['0.000000001', '0.000000001'],
    ['64000', '64000'],
    ['1.2e-7', '0.00000012'],
  ])('reads %s as %s', (text, expected) => {
    expect(parsePrice(text)).toBe(expected);
  });

  it.each([
    ['0', 'zero'],
    ['0.00', 'zero'],
    ['-187.5', 'negative'],
    ['0.0000000001', 'too-precise'],
    ['1e15', 'out-of-range'],
    ['', 'not-a-decimal'],
    [187.5, 'not-a-decimal'],
    [undefined, 'not-a-decimal'],
  ])('refuses %j: %s', (value, code) => {
    expect(() => parsePrice(value)).toThrowError(expect.objectContaining({ name: 'DecimalError', code }));
  });
});

describe('roundToPrice', () => {
  it.each([
    ['187.5', '187.5'],
    ['33.333333333333333333', '33.333333333'],
    ['0.0000000015', '0.000000002'],
    ['0.0000000025', '0.000000002'],
  ])('rounds %s to %s', (text, expected) => {
    expect(roundToPrice(text)).toBe(expected);
  });

  it.each([
    ['0.0000000005', 'zero'],
    ['0', 'zero'],
    ['-0.0000000001', 'negative'],
    ['999999999999999.9999999999', 'out-of-range'],
  ])('refuses %s: %s', (text, code) => {
    expect(() => roundToPrice(text)).toThrowError(expect.objectContaining({ code }));
  });
});

describe('comparePrice', () => {
  it('goes by value, not by text', () => {
    expect(['10', '9', '0.5'].map(parsePrice).sort(comparePrice)).toEqual(['0.5', '9', '10']);
  });
});
