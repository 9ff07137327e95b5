import { describe, expect, it } from 'vitest';
import { parsePercent } from './percent.ts';

describe('parsePercent', () => {
  it.each([
    ['2.5', '2.5'],
    ['-12.3400', '-12.34'],
    ['-0', '0'],
    ['0.0001', '0.0001'],
  ])('reads %s as %s', (text, expected) => {
    expect(parsePercent(text)).toBe(expected);
  });

  it.each([
    ['0.00001', 'too-precise'],
    ['2.5%', 'not-a-decimal'],
    [2.5, 'not-a-decimal'],
  ])('refuses %j: %s', (value, code) => {
    expect(() => parsePercent(value)).toThrowError(expect.objectContaining({ code }));
  });
});
