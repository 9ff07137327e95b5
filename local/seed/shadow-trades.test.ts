import { openTrade } from '@agenttrader/domain/documents/shadow-trade';
import { parsePrice } from '@agenttrader/domain/money/price';
import { expect, test } from 'vitest';
import { DEMO_TENANTS } from './demo-tenants.ts';
import { openTradeFields } from './shadow-trades.ts';

const at = new Date('2026-03-02T12:00:00Z');

test('an entry is the present price times the factor, to the cent', () => {
  const trade = { symbol: 'BTC/USD', side: 'BUY', quantity: '0.05', entryFactor: '1.01' } as const;
  expect(openTrade.read(openTradeFields(trade, parsePrice('9012.34'), at))).toMatchObject({
    ok: true,
    value: {
      symbol: 'BTC/USD',
      side: 'BUY',
      quantity: '0.05',
      entryPrice: '9102.46',
      notional: '455.12',
      source: 'manual',
      strategy: null,
      signalId: null,
      currentPrice: '9102.46',
      currentPnl: '0.00',
      pnlPercent: '0',
      lastUpdated: at,
      createdAt: at,
    },
  });
});

test('the demo shows long and short trades, in stocks and crypto', () => {
  const trades = DEMO_TENANTS.flatMap(tenant => (tenant.kind === 'trader' ? tenant.trades : []));
  const kinds = trades.map(trade => `${trade.side} ${trade.symbol.includes('/') ? 'crypto' : 'stock'}`);
  expect(new Set(kinds)).toEqual(new Set(['BUY stock', 'SELL stock', 'BUY crypto', 'SELL crypto']));
});
