import { closedFields, tradeFields, tradeOf } from '@test-support/trades.ts';
import { describe, expect, it } from 'vitest';
import { HIDDEN } from '@/lib/format/text.ts';
import { csvFileName, tradesCsv } from './trades-csv.ts';

/** The one row of a file, by its header; no cell of these tests holds a comma or a quotation mark. */
function rowOf(csv: string): Record<string, string> {
  const [header = '', row = ''] = csv.split('\r\n');
  const cells = row.split(',');
  return Object.fromEntries(header.split(',').map((name, index) => [name, cells[index] ?? '']));
}

describe('tradesCsv', () => {
  it('writes an open trade with its decimals as they are stored and its times in ISO', () => {
    expect(rowOf(tradesCsv([tradeOf('t1', tradeFields({ entryPrice: '0.000012345' }))], false))).toEqual({
      trade_id: 't1',
      opened_at: '2026-03-02T14:05:00.000Z',
      symbol: 'AAPL',
      side: 'BUY',
      status: 'OPEN',
      quantity: '10',
      entry_price: '0.000012345',
      notional_usd: '1875.00',
      last_price: '190',
      pnl_usd: '25.00',
      pnl_percent: '1.3333',
      source: 'manual',
      strategy: '',
      signal_id: '',
      marked_at: '2026-03-02T14:10:00.000Z',
      closed_at: '',
      exit_reason: '',
    });
  });

  it('writes the final figures of a closed trade', () => {
    expect(rowOf(tradesCsv([tradeOf('t1', closedFields({ finalPnl: '-0.05' }))], false))).toMatchObject({
      last_price: '191',
      pnl_usd: '-0.05',
      pnl_percent: '1.8667',
      closed_at: '2026-03-02T15:00:00.000Z',
      exit_reason: 'manual',
    });
  });

  it('hides amounts and quantities in privacy mode, and neither prices nor percentages', () => {
    expect(rowOf(tradesCsv([tradeOf('t1')], true))).toMatchObject({
      quantity: HIDDEN,
      notional_usd: HIDDEN,
      pnl_usd: HIDDEN,
      entry_price: '187.5',
      pnl_percent: '1.3333',
    });
  });

  it('disarms a strategy that a spreadsheet would run', () => {
    const row = rowOf(tradesCsv([tradeOf('t1', tradeFields({ strategy: '=1+1' }))], false));
    expect(row.strategy).toBe("'=1+1");
  });

  it('names the file after the day', () => {
    expect(csvFileName(new Date('2026-03-02T23:59:00Z'))).toBe('shadow-trades-2026-03-02.csv');
  });
});
