import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { Decimal, parseDecimal, printDecimal, printFixed } from './decimal.ts';
import { DecimalError } from './decimal-error.ts';

const LIMITS = { noun: 'a test value', example: '1.5', places: 18, sign: 'any' } as const;
const POSITIVE = { ...LIMITS, places: 9, sign: 'positive' } as const;

describe('parseDecimal', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['0e999999999999', '0'],
    ['007', '7'],
    ['1.500', '1.5'],
    ['-12.30', '-12.3'],
    ['1e3', '1000'],
    ['1.5E+2', '150'],
    ['15e-3', '0.015'],
    ['999999999999999.999999999999999999', '999999999999999.999999999999999999'],
    ['0.000000000000000001', '0.000000000000000001'],
    ['1e-18', '0.000000000000000001'],
    ['1e14', '100000000000000'],
    [`0.${'0'.repeat(62)}`, '0'],
  ])('reads %s as %s', (text, expected) => {
    expect(printDecimal(parseDecimal(text, LIMITS))).toBe(expected);
  });

  it.each([
    ['a JavaScript number', 10.5],
    ['a bigint', 10n],
    ['an instance of big.js', new Big('1')],
    ['a String object', Object('1')],
    ['a list of one decimal', ['1']],
    ['null', null],
    ['undefined', undefined],
    ['nothing', ''],
    ['a space', ' '],
    ['space before', ' 1'],
    ['a line break after', '1\n'],
    ['NaN', 'NaN'],
    ['Infinity', 'Infinity'],
    ['minus Infinity', '-Infinity'],
    ['a plus sign', '+1'],
    ['two signs', '--1'],
    ['a typographic minus', '−1'],
    ['hexadecimal', '0x1F'],
    ['octal', '0o17'],
    ['an underscore', '1_000'],
    ['a bigint literal', '1n'],
    ['a comma for thousands', '1,000.50'],
    ['a comma for the fraction', '12,50'],
    ['a point for thousands', '1.000.000'],
    ['a thin space for thousands', '1\u202f000'],
    ['an apostrophe for thousands', "1'000"],
    ['a currency sign', '$12'],
    ['a percent sign', '5%'],
    ['no digits before the point', '.5'],
    ['no digits after the point', '5.'],
    ['no exponent after the e', '1e'],
    ['a fraction in the exponent', '1e1.5'],
    ['Arabic-Indic digits', '٣'],
    ['fullwidth digits', '\uff11\uff12'],
    ['superscript digits', '1²'],
    ['accountants’ negative', '(5.00)'],
    ['65 characters', `0.${'0'.repeat(63)}`],
    ['a million characters', '1'.repeat(1_000_000)],
  ])('refuses %s', (_, value) => {
    expect(() => parseDecimal(value, LIMITS)).toThrowError(
      expect.objectContaining({ name: 'DecimalError', code: 'not-a-decimal' }),
    );
  });

  it.each([
    ['1e15', 'out-of-range'],
    ['-1000000000000000', 'out-of-range'],
    ['1e400', 'out-of-range'],
    ['1e99999999999999999999', 'out-of-range'],
    ['1e-19', 'too-precise'],
    ['1e-99999999999999999999', 'too-precise'],
    ['0.1234567890123456789', 'too-precise'],
  ])('refuses %s: %s', (text, code) => {
    expect(() => parseDecimal(text, LIMITS)).toThrowError(expect.objectContaining({ code }));
  });

  it.each([
    ['0', 'zero'],
    ['-0.0', 'zero'],
    ['-1', 'negative'],
    ['-0.000000000000000001', 'negative'],
    ['0.0000000001', 'too-precise'],
  ])('refuses %s where a positive value of 9 places belongs: %s', (text, code) => {
    expect(() => parseDecimal(text, POSITIVE)).toThrowError(expect.objectContaining({ code }));
  });

  it.each([
    [
      '12,50',
      '"12,50" is not a test value: give a string of digits with an optional fraction, such as "1.5", of at most 64 characters.',
    ],
    [
      12.5,
      'The number 12.5 is not a test value: give a string of digits with an optional fraction, such as "1.5", of at most 64 characters.',
    ],
    ['0', '"0" is zero: a test value must be greater than zero.'],
    ['-3', '"-3" is negative: a test value must be greater than zero.'],
    ['1e15', '"1e15" is out of range: a test value has at most 15 digits before the point.'],
    ['0.0000000001', '"0.0000000001" is too precise: a test value has at most 9 digits after the point.'],
  ])('says what was wrong with %s and what is accepted', (value, message) => {
    expect(() => parseDecimal(value, POSITIVE)).toThrowError(new DecimalError('zero', message).message);
  });
});

describe('printing', () => {
  it('never shows an exponent or a negative zero', () => {
    expect(printDecimal(new Decimal('1e-18'))).toBe('0.000000000000000001');
    expect(printDecimal(new Decimal('1e30'))).toBe(`1${'0'.repeat(30)}`);
    expect(printDecimal(new Decimal('-0'))).toBe('0');
    expect(printFixed(new Decimal('-0'), 2)).toBe('0.00');
    expect(printFixed(new Decimal('1e14'), 2)).toBe('100000000000000.00');
  });
});

describe('the arithmetic', () => {
  it('refuses JavaScript numbers, and to become one', () => {
    expect(() => new Decimal(1.5)).toThrow(TypeError);
    expect(() => new Decimal('1').plus(0.1)).toThrow(TypeError);
    expect(() => Number(new Decimal('1.5'))).toThrow();
  });
});
