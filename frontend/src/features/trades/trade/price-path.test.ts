import { parsePrice } from '@agenttrader/domain/money/price';
import { closedFields, timestampOf, tradeFields, tradeOf } from '@test-support/trades.ts';
import { describe, expect, it } from 'vitest';
import { type PriceMarksDay, readPriceMarksDay } from '@/lib/documents/day-series.ts';
import { pathDays, pricePath } from './price-path.ts';

function marks(day: string, prices: Record<string, Record<string, string>>): PriceMarksDay {
  const result = readPriceMarksDay(day, { prices });
  if (!result.ok) throw new Error(result.problem.detail);
  return result.value;
}

const branded = (prices: Record<string, string>) =>
  Object.fromEntries(Object.entries(prices).map(([minute, price]) => [minute, parsePrice(price)]));

const shown = (points: readonly { at: Date; value: string }[]) =>
  points.map(({ at, value }) => `${at.toISOString().slice(5, 16)} ${value}`);

describe('pricePath', () => {
  const monday = marks('2026-03-02', {
    AAPL: { '1400': '187.1', '1405': '187.4', '1410': '188', '1455': '190.5', '1500': '192', '1505': '193' },
    MSFT: { '1410': '400' },
  });

  it('goes from the entry over the marks between to the exit', () => {
    expect(shown(pricePath(tradeOf('t', closedFields()), [monday]))).toEqual([
      '03-02T14:05 187.5',
      '03-02T14:10 188',
      '03-02T14:55 190.5',
      '03-02T15:00 191',
    ]);
  });

  it('ends an open trade at its last mark', () => {
    expect(shown(pricePath(tradeOf('t'), [monday])).at(-1)).toBe('03-02T14:10 190');
  });

  it('puts the days in order and knows crypto by its document id', () => {
    const trade = tradeOf(
      't',
      tradeFields({ symbol: 'BTC/USD', lastUpdated: timestampOf('2026-03-03T00:10:00Z') }),
    );
    const days = [
      marks('2026-03-03', { 'BTC-USD': { '0005': '60001' } }),
      marks('2026-03-02', { 'BTC-USD': { '2355': '60000' } }),
    ];
    expect(shown(pricePath(trade, days))).toEqual([
      '03-02T14:05 187.5',
      '03-02T23:55 60000',
      '03-03T00:05 60001',
      '03-03T00:10 190',
    ]);
  });

  it('joins what the snapshot alone holds, across midnight too, without a doubled point', () => {
    const trade = tradeOf(
      't',
      tradeFields({ symbol: 'BTC/USD', lastUpdated: timestampOf('2026-03-03T00:02:00Z') }),
    );
    const kept = [marks('2026-03-02', { 'BTC-USD': { '2345': '60000', '2350': '60001' } })];
    const recent = (day: string, prices: Record<string, string>) => ({
      day,
      equity: {},
      prices: { 'BTC-USD': branded(prices), AAPL: branded({ '2350': '1' }) },
    });
    expect(shown(pricePath(trade, kept, recent('2026-03-02', { '2350': '60002', '2355': '60003' })))).toEqual(
      ['03-02T14:05 187.5', '03-02T23:45 60000', '03-02T23:50 60002', '03-02T23:55 60003', '03-03T00:02 190'],
    );
    expect(shown(pricePath(trade, kept, recent('2026-03-03', { '0000': '60004' }))).slice(-2)).toEqual([
      '03-03T00:00 60004',
      '03-03T00:02 190',
    ]);
  });

  it('is the entry alone until the first mark', () => {
    const trade = tradeOf('t', tradeFields({ lastUpdated: timestampOf('2026-03-02T14:05:00Z') }));
    expect(pricePath(trade, [monday])).toHaveLength(1);
  });
});

describe('pathDays', () => {
  it('spans the life of the trade', () => {
    const trade = tradeOf('t', closedFields({ closedAt: timestampOf('2026-03-05T00:00:01Z') }));
    expect(pathDays(trade)).toEqual({ first: '2026-03-02', last: '2026-03-05', isCut: false });
  });

  it('leaves out what is older than sixty days', () => {
    const trade = tradeOf('t', tradeFields({ lastUpdated: timestampOf('2026-07-01T12:00:00Z') }));
    expect(pathDays(trade)).toEqual({ first: '2026-05-03', last: '2026-07-01', isCut: true });
  });
});
