/** A trade that was opened and marked five minutes later, as it is stored. */
export const STORED_OPEN_TRADE: Readonly<Record<string, unknown>> = {
  symbol: 'AAPL',
  side: 'BUY',
  quantity: '10',
  entry_price: '187.5',
  notional: '1875.00',
  status: 'OPEN',
  source: 'manual',
  strategy: null,
  signal_id: null,
  current_price: '190',
  current_pnl: '25.00',
  pnl_percent: '1.3333',
  last_updated: new Date('2026-03-02T14:10:00Z'),
  created_at: new Date('2026-03-02T14:05:00Z'),
};

/** The same trade, closed. */
export const STORED_CLOSED_TRADE: Readonly<Record<string, unknown>> = {
  ...STORED_OPEN_TRADE,
  status: 'CLOSED',
  exit_price: '191',
  exit_reason: 'manual',
  final_pnl: '35.00',
  final_pnl_percent: '1.8667',
  current_price: '191',
  current_pnl: '35.00',
  pnl_percent: '1.8667',
  last_updated: new Date('2026-03-02T15:00:00Z'),
  closed_at: new Date('2026-03-02T15:00:00Z'),
};
