import { expect, it } from 'vitest';
import { parseMoney } from './money.ts';
import { readTypedNumber } from './typed-number.ts';

const whole = parseMoney('100000.10');

it.each([
  ['1000', '1000'],
  ['1000.5', '1000.5'],
  [' 1,000.50 ', '1000.50'],
  ['$1,250', '1250'],
  ['$ 12', '12'],
  ['$1k', '1000'],
  ['1.5k', '1500'],
  ['2.5 M', '2500000'],
  ['1,500k', '1500000'],
  ['25%', '25000.02'],
  ['25 %', '25000.02'],
  ['0.5%', '500'],
])('%s is %s', (typed, expected) => {
  expect(readTypedNumber(typed, whole)).toBe(expected);
});

it.each(['', 'abc', '1,00', '1.000,50', '-5', '1e3', '12kk', '$', '%', '1,0000', '9'.repeat(400)])(
  '%s is left for a schema to judge',
  typed => {
    expect(readTypedNumber(typed, whole)).toBe(typed);
  },
);

it('leaves a percentage of nothing that is known', () => {
  expect(readTypedNumber(' 25% ')).toBe('25%');
});
