import { closedFields, timestampOf, tradeFields, tradeOf } from '@test-support/trades.ts';
import { describe, expect, it } from 'vitest';
import { dayAfter, startOfDay } from './day-bounds.ts';
import { NO_FILTERS, readFilters, writeFilters } from './trade-filters.ts';
import { matches, queryOf, summaryRequestOf } from './trade-query.ts';
import { DEFAULT_SORT, followsMarks, isNativeSort, readSort, writeSort } from './trade-sort.ts';

const params = (text: string) => new URLSearchParams(text);

describe('filters in the address', () => {
  it('reads what it wrote', () => {
    const filters = {
      status: 'OPEN',
      symbol: 'BTC/USD',
      side: 'SELL',
      source: 'copy',
      from: '2026-03-01',
      to: '2026-03-31',
    } as const;
    expect(readFilters(writeFilters(params(''), filters))).toEqual(filters);
  });

  it('leaves the rest of the address alone, and takes out what is open', () => {
    const written = writeFilters(params('sort=-pnl&status=OPEN'), NO_FILTERS);
    expect(written.toString()).toBe('sort=-pnl');
  });

  it.each([
    ['status=open', 'status'],
    ['status=<script>', 'status'],
    ['symbol=NOT A SYMBOL', 'symbol'],
    ['side=LONG', 'side'],
    ['source=', 'source'],
    ['from=2026-02-30', 'from'],
    ['from=2026-13-01', 'from'],
    ['to=yesterday', 'to'],
  ] as const)('takes %j for no filter', (text, name) => {
    expect(readFilters(params(text))[name]).toBeNull();
  });

  it('reads a symbol in any case', () => {
    expect(readFilters(params('symbol=brk.b')).symbol).toBe('BRK.B');
  });
});

describe('the order in the address', () => {
  it.each([
    ['', DEFAULT_SORT],
    ['sort=pnl', { column: 'pnl', direction: 'asc' }],
    ['sort=-pnl', { column: 'pnl', direction: 'desc' }],
    ['sort=opened', { column: 'opened', direction: 'asc' }],
    ['sort=-nonsense', DEFAULT_SORT],
    ['sort=__proto__', DEFAULT_SORT],
  ] as const)('reads %j', (text, sort) => {
    expect(readSort(params(text))).toEqual(sort);
  });

  it('writes nothing for the usual order', () => {
    expect(writeSort(params('sort=-pnl&side=BUY'), DEFAULT_SORT).toString()).toBe('side=BUY');
  });

  it('reads what it wrote', () => {
    const sort = { column: 'notional', direction: 'desc' } as const;
    expect(readSort(writeSort(params(''), sort))).toEqual(sort);
  });

  it('knows which orders Firestore has, and which a new mark can change', () => {
    const [newest, oldest] = [DEFAULT_SORT, { column: 'opened', direction: 'asc' } as const];
    const onlyBuys = { ...NO_FILTERS, side: 'BUY' } as const;
    expect(isNativeSort(newest, onlyBuys)).toBe(true);
    expect(isNativeSort(oldest, NO_FILTERS)).toBe(true);
    expect(isNativeSort(oldest, onlyBuys)).toBe(false);
    expect(isNativeSort({ column: 'symbol', direction: 'desc' }, NO_FILTERS)).toBe(false);
    expect(followsMarks({ column: 'pnl', direction: 'asc' })).toBe(true);
    expect(followsMarks({ column: 'entry', direction: 'asc' })).toBe(false);
  });
});

describe('days', () => {
  it.each([
    ['2026-03-02', 'UTC', '2026-03-02T00:00:00.000Z'],
    ['2026-01-15', 'America/New_York', '2026-01-15T05:00:00.000Z'],
    ['2026-07-15', 'America/New_York', '2026-07-15T04:00:00.000Z'],
    // Clocks go forward at two in the morning, and back.
    ['2026-03-08', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    ['2026-03-09', 'America/New_York', '2026-03-09T04:00:00.000Z'],
    ['2026-11-01', 'America/New_York', '2026-11-01T04:00:00.000Z'],
    ['2026-11-02', 'America/New_York', '2026-11-02T05:00:00.000Z'],
    ['2026-03-02', 'Asia/Kolkata', '2026-03-01T18:30:00.000Z'],
    ['2026-03-02', 'Pacific/Kiritimati', '2026-03-01T10:00:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, at) => {
    expect(startOfDay(day, zone).toISOString()).toBe(at);
  });

  it('knows the day after', () => {
    expect(dayAfter('2026-02-28')).toBe('2026-03-01');
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  });
});

describe('matching', () => {
  const trade = tradeOf('t', tradeFields({ createdAt: timestampOf('2026-03-02T23:30:00Z') }));
  const query = (filters: Partial<typeof NO_FILTERS>, zone = 'UTC') =>
    queryOf({ ...NO_FILTERS, ...filters }, zone);

  it.each([
    [{}, true],
    [{ status: 'OPEN' }, true],
    [{ status: 'CLOSED' }, false],
    [{ symbol: 'AAPL' }, true],
    [{ symbol: 'MSFT' }, false],
    [{ side: 'SELL' }, false],
    [{ source: 'signal' }, false],
    [{ from: '2026-03-02', to: '2026-03-02' }, true],
    [{ from: '2026-03-03' }, false],
    [{ to: '2026-03-01' }, false],
  ] as const)('%j: %s', (filters, expected) => {
    expect(matches(query(filters), trade)).toBe(expected);
  });

  it('takes days in the trader’s zone', () => {
    expect(matches(query({ from: '2026-03-03' }, 'Asia/Kolkata'), trade)).toBe(true);
  });

  it('sees a trade that was closed meanwhile as closed', () => {
    expect(matches(query({ status: 'OPEN' }), tradeOf('t', closedFields()))).toBe(false);
  });

  it('asks the server the same question', () => {
    expect(summaryRequestOf(query({ side: 'BUY', from: '2026-03-01', to: '2026-03-02' }))).toEqual({
      side: 'BUY',
      from: '2026-03-01T00:00:00.000Z',
      to: '2026-03-03T00:00:00.000Z',
    });
  });
});
