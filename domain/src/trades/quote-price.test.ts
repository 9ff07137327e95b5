import { expect, it } from 'vitest';
import { entryPriceAt, exitPriceAt } from './quote-price.ts';

const quote = { bid: '99.90', ask: '100.10' };

it.each([
  ['BUY', '100.10', '99.90'],
  ['SELL', '99.90', '100.10'],
] as const)('a %s pays the spread, both when it is entered and when it is left', (side, entry, exit) => {
  expect(entryPriceAt(quote, side)).toBe(entry);
  expect(exitPriceAt(quote, side)).toBe(exit);
});
