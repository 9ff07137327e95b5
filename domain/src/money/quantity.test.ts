import { describe, expect, it } from 'vitest';
import { parseMoney } from './money.ts';
import { notionalOf } from './notional.ts';
import { parsePrice } from './price.ts';
import { parseQuantity, quantityForNotional } from './quantity.ts';

describe('parseQuantity', () => {
  it.each([
    ['3', '3'],
    ['1.500', '1.5'],
    ['0.000000001', '0.000000001'],
  ])('reads %s as %s', (text, expected) => {
    expect(parseQuantity(text)).toBe(expected);
  });

  it.each([
    ['0', 'zero'],
    ['-1', 'negative'],
    ['0.0000000001', 'too-precise'],
    [1, 'not-a-decimal'],
  ])('refuses %j: %s', (value, code) => {
    expect(() => parseQuantity(value)).toThrowError(expect.objectContaining({ code }));
  });
});

describe('quantityForNotional', () => {
  it.each([
    ['1000.00', '187.5', '5.333333333'],
    ['2000.00', '3', '666.666666666'],
    ['1000.00', '64123.45', '0.015594918'],
    ['100.00', '50', '2'],
    ['0.01', '10000000', '0.000000001'],
  ])('buys for %s at %s: %s', (notional, price, expected) => {
    expect(quantityForNotional(parseMoney(notional), parsePrice(price))).toBe(expected);
  });

  it.each([
    ['0.00', '187.5'],
    ['-1000.00', '187.5'],
    ['0.01', '10000000.01'],
  ])('buys nothing for %s at %s', (notional, price) => {
    expect(quantityForNotional(parseMoney(notional), parsePrice(price))).toBeNull();
  });

  it('refuses a quantity that is out of range', () => {
    expect(() => quantityForNotional(parseMoney('1000000.00'), parsePrice('0.000000001'))).toThrowError(
      expect.objectContaining({ code: 'out-of-range' }),
    );
  });
});

describe('notionalOf', () => {
  it.each([
    ['187.5', '10', '1875.00'],
    ['0.125', '0.2', '0.02'],
    ['0.125', '0.12', '0.02'],
    ['0.125', '0.36', '0.04'],
    ['64123.45', '0.000000001', '0.00'],
  ])('of %s for %s is %s', (price, quantity, expected) => {
    expect(notionalOf(parsePrice(price), parseQuantity(quantity))).toBe(expected);
  });

  it('refuses a notional that is out of range', () => {
    expect(() => notionalOf(parsePrice('1e9'), parseQuantity('1e6'))).toThrowError(
      expect.objectContaining({ code: 'out-of-range' }),
    );
  });
});
