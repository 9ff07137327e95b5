import { type TradeOverrides, tradeFields, tradeOf } from '@test-support/trades.ts';
import { expect, it } from 'vitest';
import { fittingColumns, neededWidths } from './fitting-columns.ts';
import { TRADE_COLUMNS } from './trade-columns.tsx';

const trade = (fields: TradeOverrides) => tradeOf('t', tradeFields(fields));
const ids = (available: number, widths = neededWidths(TRADE_COLUMNS, [])) =>
  fittingColumns(TRADE_COLUMNS, widths, available).map(({ id }) => id);

it('shows every column where there is room', () => {
  expect(ids(5_000)).toEqual(TRADE_COLUMNS.map(({ id }) => id));
});

it('drops the least important first, and never symbol and P&L', () => {
  const all = neededWidths(TRADE_COLUMNS, []);
  const total = [...all.values()].reduce((sum, width) => sum + width, 0);
  expect(ids(total - 1)).not.toContain('marked');
  expect(ids(total - 1)).toContain('strategy');
  expect(ids(0)).toEqual(['symbol', 'pnl']);
});

it('gives a figure the room that it needs', () => {
  const ordinary = neededWidths(TRADE_COLUMNS, [trade({ currentPnl: '12.00' })]);
  const extreme = neededWidths(TRADE_COLUMNS, [
    trade({ currentPnl: '12.00' }),
    trade({ currentPnl: '-999999999999.99' }),
  ]);
  expect(extreme.get('pnl')).toBeGreaterThan(ordinary.get('pnl') ?? 0);
  // "−$999,999,999,999.99"
  expect(extreme.get('pnl')).toBeGreaterThan(20 * 7);
});
