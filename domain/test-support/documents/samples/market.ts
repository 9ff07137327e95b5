import { equityDay, priceMarksDay } from '../../../src/documents/day-series.ts';
import { signal } from '../../../src/documents/signal.ts';
import { snapshot } from '../../../src/documents/snapshot.ts';
import { performance, tradeTally } from '../../../src/documents/trade-tally.ts';
import * as paths from '../../../src/paths.ts';
import type { Fields, Sample } from '../sample.ts';

const UID = 'alice';
const at = new Date('2026-03-02T14:05:00Z');

const position = {
  symbol: 'AAPL',
  side: 'long',
  asset_class: 'us_equity',
  quantity: '40',
  avg_entry_price: '120',
  current_price: '131.25',
  market_value: '5250.00',
  cost_basis: '4800.00',
  unrealized_pnl: '450.00',
};
const positions = (change: Fields) => ({ positions: [{ ...position, ...change }] });

const markedTrade = {
  symbol: 'AAPL',
  side: 'BUY',
  quantity: '10',
  entry_price: '120.5',
  created_at: new Date('2026-03-02T13:50:00Z'),
  current_price: '131.25',
  current_pnl: '107.50',
  pnl_percent: '8.92',
  last_updated: at,
  stored_price: '130.9',
};
const standingError = {
  code: 'broker_unavailable',
  at,
  consecutive_failures: 2,
  retry_at: new Date('2026-03-02T14:06:00Z'),
  parked_version: null,
};

const sums = {
  closed_trades: 3,
  wins: 2,
  losses: 1,
  gross_profit: '60.00',
  gross_loss: '15.00',
  notional: '5625.00',
  unreadable: 0,
};
const tally = {
  tally_version: 1,
  generation: 'q7TfK2',
  counted_to: null,
  sums: { CLOSED_BUY_manual: sums },
  updated_at: at,
};

/** What syncs, signals and closings write. */
export const MARKET: readonly Sample[] = [
  {
    name: 'snapshot',
    file: 'snapshot',
    document: snapshot,
    path: paths.snapshot(UID),
    stored: {
      synced_at: at,
      equity: '10250.37',
      buying_power: '20000.00',
      cash: '5000.37',
      last_equity: '10000.00',
      currency: 'USD',
      account_status: 'ACTIVE',
      positions: [position, { ...position, symbol: 'MSFT', current_price: null, market_value: null }],
      account: {
        portfolio_value: '10250.37',
        long_market_value: '5250.00',
        short_market_value: '0.00',
        multiplier: '2',
        trading_blocked: false,
        account_blocked: false,
        shorting_enabled: true,
      },
      connection: { id: '3.1', environment: 'paper', secret_version: '3' },
      standing_error: null,
      slow_syncs: 0,
      open_trades: { t1: markedTrade },
      recent: {
        day: '2026-03-02',
        equity: { '1404': '10249.90', '1405': '10250.37' },
        prices: { AAPL: { '1405': '131.25' } },
      },
      appended_at: new Date('2026-03-02T14:03:00Z'),
      due_at: new Date('2026-03-02T14:06:00Z'),
      around_the_clock: false,
      rebuilt_at: new Date('2026-03-02T00:00:00Z'),
    },
    refused: [
      ['a number for money', { equity: 10250.37 }],
      ['open trades that are a list', { open_trades: [markedTrade] }],
      ['an open trade without a side', { open_trades: { t1: { ...markedTrade, side: null } } }],
      [
        'an open trade with a float for its mark',
        { open_trades: { t1: { ...markedTrade, current_price: 131.25 } } },
      ],
      [
        'a connection to any address',
        { connection: { id: '3', environment: 'https://evil.example', secret_version: '3' } },
      ],
      ['an error with a code of its own', { standing_error: { ...standingError, code: 'tired' } }],
      ['an error that never happened', { standing_error: { ...standingError, consecutive_failures: 0 } }],
      ['a point at no minute', { recent: { day: '2026-03-02', equity: { '2460': '1.00' }, prices: {} } }],
      ['points of no day', { recent: { day: 'today', equity: {}, prices: {} } }],
      ['no word on coins', { around_the_clock: undefined }],
      ['a side in other words', positions({ side: 'BUY' })],
      ['a price that is a number', positions({ current_price: 131.25 })],
      ['a negative price', positions({ current_price: '-1' })],
    ],
  },
  {
    name: 'signal',
    file: 'signal',
    document: signal,
    path: paths.signal(UID, 's1'),
    stored: {
      symbol: 'AAPL',
      action: 'buy',
      notional_usd: '500.00',
      confidence: 0.7,
      reason: 'It has risen for five days.',
      hold_reason: null,
      strategy_id: null,
      model: 'momentum',
      source: 'model',
      status: 'executed',
      inputs_digest: 'ab12',
      snapshot_path: 'users/alice/data/snapshot',
      created_at: at,
      expires_at: new Date('2026-03-02T14:20:00Z'),
      trade_id: 't1',
      response: null,
      prompt: null,
    },
    refused: [
      ['an action that does not exist', { action: 'short' }],
      ['more than certainty', { confidence: 1.5 }],
      ['an amount that is a number', { notional_usd: 500 }],
      ['a status that does not exist', { status: 'done' }],
      ['no time', { created_at: undefined }],
    ],
  },
  {
    name: 'equityDay',
    file: 'day-series',
    document: equityDay,
    path: `${paths.equityCurve(UID)}/2026-03-02`,
    stored: { points: { '1404': '10249.80', '1405': '10250.37' }, updated_at: at },
    refused: [
      ['a minute that is none', { points: { '2460': '1.00' } }],
      ['a value that is a number', { points: { '1405': 10250.37 } }],
      ['no time', { updated_at: undefined }],
    ],
  },
  {
    name: 'priceMarksDay',
    file: 'day-series',
    document: priceMarksDay,
    path: `${paths.priceMarks(UID)}/2026-03-02`,
    stored: {
      prices: { AAPL: { '1400': '187.5', '1405': '190' }, 'BTC-USD': { '1405': '64123.45' } },
      updated_at: at,
    },
    refused: [
      ['a minute that is none', { prices: { AAPL: { '9999': '187.5' } } }],
      ['a price that is a number', { prices: { AAPL: { '1405': 190 } } }],
    ],
  },
  {
    name: 'tradeTally',
    file: 'trade-tally',
    document: tradeTally,
    path: paths.tradeTally(UID, 'BTC-USD'),
    stored: { ...tally, counted_to: 't0042' },
    refused: [
      ['another version', { tally_version: 2 }],
      ['no generation', { generation: '' }],
      ['half a trade', { sums: { CLOSED_BUY_manual: { ...sums, wins: 0.5 } } }],
      ['sums without one of them', { sums: { CLOSED_BUY_manual: { wins: 1 } } }],
    ],
  },
  {
    name: 'performance',
    file: 'trade-tally',
    document: performance,
    path: paths.performance(UID),
    stored: {
      ...tally,
      closed_trades: 3,
      wins: 2,
      losses: 1,
      gross_profit: '60.00',
      gross_loss: '15.00',
      realized_pnl: '45.00',
      win_rate: '66.6667',
      profit_factor: '4',
      expectancy: '15.00',
    },
    refused: [
      ['a profit that is a number', { realized_pnl: 45 }],
      ['fewer trades than none', { closed_trades: -1 }],
      ['no sums', { sums: undefined }],
    ],
  },
];
