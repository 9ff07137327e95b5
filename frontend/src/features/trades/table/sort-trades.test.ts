import { closedFields, nthTrade, timestampOf, tradeFields, tradeOf } from '@test-support/trades.ts';
import { describe, expect, it } from 'vitest';
import { SORT_COLUMNS } from '@/features/trades/filters/trade-sort.ts';
import { sortTrades } from './sort-trades.ts';

const ids = (trades: readonly { id: string }[]) => trades.map(({ id }) => id);

describe('sortTrades', () => {
  const trades = [
    tradeOf('ten', tradeFields({ currentPnl: '10.00', quantity: '10', symbol: 'MSFT' })),
    tradeOf('nine', tradeFields({ currentPnl: '9.00', quantity: '9', symbol: 'AAPL' })),
    tradeOf('loss', closedFields({ finalPnl: '-100.00', quantity: '0.5', symbol: 'SPY' })),
    tradeOf('small', closedFields({ finalPnl: '-1.00', quantity: '0.25', symbol: 'BTC/USD' })),
  ];

  it.each([
    ['pnl', 'asc', ['loss', 'small', 'nine', 'ten']],
    ['pnl', 'desc', ['ten', 'nine', 'small', 'loss']],
    ['quantity', 'asc', ['small', 'loss', 'nine', 'ten']],
    ['symbol', 'asc', ['nine', 'small', 'ten', 'loss']],
  ] as const)('by %s, %s', (column, direction, expected) => {
    expect(ids(sortTrades(trades, { column, direction }))).toEqual(expected);
  });

  it('tells amounts apart that a float cannot', () => {
    const [more, less] = ['900719925474099.93', '900719925474099.92'];
    const pair = [
      tradeOf('more', tradeFields({ notional: more })),
      tradeOf('less', tradeFields({ notional: less })),
    ];
    expect(ids(sortTrades(pair, { column: 'notional', direction: 'asc' }))).toEqual(['less', 'more']);
  });

  it('puts what has no value last in both directions', () => {
    const open = tradeOf('open');
    const early = tradeOf('early', closedFields({ closedAt: timestampOf('2026-03-01T00:00:00Z') }));
    const late = tradeOf('late', closedFields({ closedAt: timestampOf('2026-03-05T00:00:00Z') }));
    expect(ids(sortTrades([open, late, early], { column: 'closed', direction: 'asc' }))).toEqual([
      'early',
      'late',
      'open',
    ]);
    expect(ids(sortTrades([open, early, late], { column: 'closed', direction: 'desc' }))).toEqual([
      'late',
      'early',
      'open',
    ]);
  });

  it.each(SORT_COLUMNS)('keeps equal ones as they came: %s', column => {
    const same = Array.from({ length: 50 }, (_, n) =>
      nthTrade(n, { createdAt: timestampOf('2026-03-02T00:00:00Z') }),
    );
    expect(ids(sortTrades(same, { column, direction: 'desc' }))).toEqual(ids(same));
  });
});
