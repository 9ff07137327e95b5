import { nthTrade, type TradeOverrides } from '@test-support/trades.ts';
import { describe, expect, it } from 'vitest';
import { NO_FILTERS } from '@/features/trades/filters/trade-filters.ts';
import { queryOf } from '@/features/trades/filters/trade-query.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import { closedUnseen, mergeTrades } from './merge-trades.ts';

const byId = (...trades: ShadowTrade[]) => new Map(trades.map(trade => [trade.id, trade]));
const ids = (trades: readonly ShadowTrade[]) => trades.map(({ id }) => Number(id.slice(6)));
const open = (n: number, overrides: TradeOverrides = {}) => nthTrade(n, { status: 'OPEN', ...overrides });
const all = queryOf(NO_FILTERS, 'UTC');
const onlyOpen = queryOf({ ...NO_FILTERS, status: 'OPEN' }, 'UTC');
const nothing = { open: byId(), closed: byId() };

describe('mergeTrades', () => {
  it('takes the newest that is known of each trade', () => {
    const ticked = open(1, { currentPnl: '99.00' });
    const merged = mergeTrades(
      { trades: [open(0), open(1)], done: true, direction: 'desc' },
      { open: byId(open(0), ticked), closed: byId() },
      all,
    );
    expect(merged[1]).toBe(ticked);
  });

  it('lets in what was opened meanwhile', () => {
    const merged = mergeTrades(
      { trades: [nthTrade(2), nthTrade(3)], done: false, direction: 'desc' },
      { open: byId(open(0)), closed: byId(nthTrade(1)) },
      all,
    );
    expect(ids(merged)).toEqual([0, 1, 2, 3]);
  });

  it('leaves what lies beyond the last page for that page', () => {
    const followed = { open: byId(open(9)), closed: byId() };
    const trades = [nthTrade(2), nthTrade(3)];
    expect(ids(mergeTrades({ trades, done: false, direction: 'desc' }, followed, all))).toEqual([2, 3]);
    expect(ids(mergeTrades({ trades, done: true, direction: 'desc' }, followed, all))).toEqual([2, 3, 9]);
  });

  it('does the same for the oldest first', () => {
    const trades = [nthTrade(9), nthTrade(8)];
    const followed = { open: byId(open(0)), closed: byId() };
    expect(ids(mergeTrades({ trades, done: false, direction: 'asc' }, followed, all))).toEqual([9, 8]);
    expect(ids(mergeTrades({ trades, done: true, direction: 'asc' }, followed, all))).toEqual([9, 8, 0]);
  });

  it('lets go of what no longer matches', () => {
    const merged = mergeTrades(
      { trades: [open(0), open(1)], done: true, direction: 'desc' },
      { open: byId(open(1)), closed: byId(nthTrade(0)) },
      onlyOpen,
    );
    expect(ids(merged)).toEqual([1]);
  });

  it('never lists a trade twice, whichever listener hears of its closing first', () => {
    const merged = mergeTrades(
      { trades: [open(0)], done: true, direction: 'desc' },
      { open: byId(open(0)), closed: byId(nthTrade(0)) },
      all,
    );
    expect(merged).toHaveLength(1);
    expect(merged[0]?.status).toBe('CLOSED');
  });
});

describe('closedUnseen', () => {
  it('names the loaded trades that were open and that nobody follows any more', () => {
    const loaded = [open(0), open(1), open(2), nthTrade(3)];
    expect(closedUnseen(loaded, { open: byId(open(0)), closed: byId(nthTrade(1)) })).toEqual(['trade-00002']);
    expect(closedUnseen([nthTrade(3)], nothing)).toEqual([]);
  });
});
