import { parseMoney } from '@agenttrader/domain/money/money';
import { describe, expect, it } from 'vitest';
import { dayChange } from './day-change.ts';

describe('the change of the day', () => {
  it.each([
    ['101250.37', '100000.00', '1250.37', '1.2504'],
    ['98750.00', '100000.00', '-1250.00', '-1.25'],
    ['100000.00', '100000.00', '0.00', '0'],
    ['10.00', '0.00', '10.00', null],
    // A share that nothing is shown with.
    ['999999999999.99', '0.01', '999999999999.98', null],
  ])('of %s after %s is %s, %s %%', (equity, last, amount, percent) => {
    expect(dayChange(parseMoney(equity), parseMoney(last))).toEqual({ amount, percent });
  });

  it('is unknown where the broker states no last equity', () => {
    expect(dayChange(parseMoney('1.00'), null)).toBeNull();
  });
});
