import { Timestamp } from '@google-cloud/firestore';

/** An open shadow trade as the server writes it. */
export const openTrade = (symbol: string, side: 'BUY' | 'SELL', quantity: string, entryPrice: string) => ({
  symbol,
  side,
  quantity,
  entry_price: entryPrice,
  notional: '100.00',
  status: 'OPEN',
  source: 'manual',
  strategy: null,
  signal_id: null,
  current_price: entryPrice,
  current_pnl: '0.00',
  pnl_percent: '0.0000',
  last_updated: Timestamp.fromMillis(0),
  created_at: Timestamp.fromMillis(0),
});
