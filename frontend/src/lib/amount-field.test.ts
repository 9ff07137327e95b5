import { parseMoney } from '@agenttrader/domain/money/money';
import { expect, it } from 'vitest';
import { amountField } from './amount-field.ts';

const whole = parseMoney('80000');

it.each([
  ['1,000.50', '1000.50'],
  ['$1k', '1000.00'],
  ['25%', '20000.00'],
  ['0.01', '0.01'],
  ['999999999999.99', '999999999999.99'],
])('%s is %s', (typed, amount) => {
  expect(amountField({ whole }).parse(typed)).toBe(amount);
});

it.each([
  ['', /such as 1,000.50/],
  ['much', /such as 1,000.50/],
  ['1.000,50', /such as 1,000.50/],
  ['0', /above zero/],
  ['-5', /above zero/],
  ['10.001', /Dollars and cents only/],
  ['1000000000000', /more than any account holds/],
])('%j is told what is wrong with it, in words for people', (typed, message) => {
  const issues = amountField({ whole }).safeParse(typed).error?.issues ?? [];
  expect(issues.map(issue => issue.message)).toEqual([expect.stringMatching(message)]);
});

it('takes zero where zero is a limit', () => {
  expect(amountField({ mayBeZero: true }).parse('0')).toBe('0.00');
});

it('asks for dollars where the equity is not known', () => {
  expect(amountField().safeParse('25%').error?.issues[0]?.message).toMatch(/equity is not known/);
});
