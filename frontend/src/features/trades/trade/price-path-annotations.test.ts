import { closedFields, tradeFields, tradeOf } from '@test-support/trades.ts';
import { expect, it } from 'vitest';
import { levelsOf, markersOf } from './price-path-annotations.ts';

const ENTRY = { label: 'Entry', value: '187.5', tone: 'muted' };

it.each([
  ['a gain', '25.00', 'gain'],
  ['a loss', '-25.00', 'loss'],
  ['neither', '0.00', 'muted'],
])('draws where an open trade stands now in the colour of %s', (_case, pnl, tone) => {
  const trade = tradeOf('t', tradeFields({ currentPnl: pnl }));
  expect(levelsOf(trade, false)).toEqual([ENTRY, { label: 'Now', value: '190', tone }]);
});

it('calls a stale mark no price of now, and colours it neither gain nor loss', () => {
  expect(levelsOf(tradeOf('t'), true)).toEqual([ENTRY, { label: 'Last mark', value: '190', tone: 'muted' }]);
});

it.each([false, true])('draws the exit of a closed trade, whose mark may be of any age', isStale => {
  const trade = tradeOf('t', closedFields());
  expect(levelsOf(trade, isStale)).toEqual([ENTRY, { label: 'Exit', value: '191', tone: 'gain' }]);
});

const marked = (fields: Record<string, unknown>) =>
  markersOf(tradeOf('t', fields)).map(({ label, position }) => `${label} ${position}`);

it('marks a purchase below the price, and a sale above it', () => {
  expect(marked(tradeFields())).toEqual(['Bought below']);
  expect(marked(closedFields())).toEqual(['Bought below', 'Sold above']);
  expect(marked(closedFields({ side: 'SELL' }))).toEqual(['Sold short above', 'Bought back below']);
});
