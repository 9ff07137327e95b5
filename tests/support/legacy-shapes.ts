import { Timestamp } from 'firebase-admin/firestore';

type Fields = Record<string, unknown>;

/** One shape in which earlier systems wrote a document of alice's, and what it becomes. */
export interface LegacyShape {
  readonly title: string;
  readonly path: string;
  readonly fields: Fields;
  /** Where it stands afterwards: the same path for what was there already. */
  readonly target: string;
  /** What the dashboard and the functions then read. */
  readonly becomes: Fields;
}

const at = Timestamp.fromMillis(Date.UTC(2024, 2, 1, 12));
const later = Timestamp.fromMillis(Date.UTC(2024, 2, 2, 12));
/** What Python's `isoformat()` makes of the same moments. */
const AT_ISO = '2024-03-01T12:00:00';
const LATER_ISO = '2024-03-02T12:00:00+00:00';

const answer = (userId: string): Fields => ({
  createdAt: at,
  userId,
  response: 'Buy AAPL.\nIt is strong.',
  prompt: 'What now?',
  vertex: { model: 'gemini-1.5-pro' },
});
const history: Fields = {
  symbol: null,
  action: 'hold',
  notional_usd: '0.00',
  status: 'expired',
  model: 'gemini-1.5-pro',
  reason: 'Buy AAPL. It is strong.',
  response: 'Buy AAPL.\nIt is strong.',
  prompt: 'What now?',
  created_at: at,
  expires_at: at,
};

const floats: Fields = {
  equity: 10_250.375,
  buying_power: 20_000.1,
  cash: 5_000,
  currency: 'USD',
  status: 'ACTIVE',
};
const figures: Fields = {
  equity: '10250.38',
  buying_power: '20000.10',
  cash: '5000.00',
  account_status: 'ACTIVE',
};

const openTrade: Fields = { symbol: 'aapl', side: 'buy', quantity: 0.1 + 0.2, entry_price: 187.1 };
const open: Fields = {
  symbol: 'AAPL',
  side: 'BUY',
  quantity: '0.3',
  entry_price: '187.1',
  notional: '56.13',
  status: 'OPEN',
  source: 'manual',
};

const SNAPSHOT = 'users/alice/data/snapshot';
const SIGNAL = 'users/alice/signals/x';
const TRADE = 'users/alice/shadowTradeHistory/x';
const SWITCH = 'users/alice/status/trading';
const CONNECTION = 'users/alice/config/alpaca';

const shape = (
  title: string,
  path: string,
  fields: Fields,
  target: string,
  becomes: Fields,
): LegacyShape => ({
  title,
  path,
  fields,
  target,
  becomes,
});
const inPlace = (title: string, path: string, fields: Fields, becomes: Fields): LegacyShape =>
  shape(title, path, fields, path, becomes);

/** Every documented shape of earlier systems. */
export const LEGACY_SHAPES: readonly LegacyShape[] = [
  shape('an answer of a model', 'users/alice/trading_signals/x', answer('alice'), SIGNAL, history),
  shape('the same in camel case', 'users/alice/tradingSignals/x', answer('alice'), SIGNAL, history),
  shape('the same among everybody’s', 'tradingSignals/x', answer('alice'), SIGNAL, history),
  shape(
    'a signal with floats and words',
    'users/alice/trading_signals/x',
    { ticker: 'btcusd', signal: 'BUY', notional: 100.5, confidence: 87, timestamp: AT_ISO },
    SIGNAL,
    {
      symbol: 'BTC/USD',
      action: 'buy',
      notional_usd: '100.50',
      confidence: 0.87,
      status: 'expired',
      created_at: at,
    },
  ),
  shape(
    'a snapshot with its time as text',
    'users/alice/alpacaAccounts/snapshot',
    { ...floats, updated_at_iso: LATER_ISO },
    SNAPSHOT,
    { ...figures, synced_at: later, positions: [] },
  ),
  shape(
    'a snapshot of the only tenant',
    'alpacaAccounts/snapshot',
    { ...floats, updated_at_iso: AT_ISO },
    SNAPSHOT,
    {
      ...figures,
      synced_at: at,
    },
  ),
  shape('a snapshot without a time', 'users/alice/alpacaAccounts/snapshot', floats, SNAPSHOT, figures),
  shape(
    'a primary account',
    'tenants/alice/accounts/primary',
    {
      account: floats,
      positions: {
        AAPL: { qty: 3, avg_entry_price: 100, current_price: 110.5, unrealized_pl: 31.5, side: 'long' },
      },
      updatedAt: at,
    },
    SNAPSHOT,
    { ...figures, synced_at: at },
  ),
  shape(
    'a trade with floats',
    'shadowTradeHistory/x',
    { ...openTrade, user_id: 'alice', timestamp: AT_ISO },
    TRADE,
    {
      ...open,
      created_at: at,
    },
  ),
  inPlace(
    'a kill switch without a lock',
    SWITCH,
    { enabled: true },
    {
      enabled: true,
      message: 'Trading is on.',
      updated_by: 'user',
      locked: false,
      connected: false,
    },
  ),
  inPlace(
    'a kill switch that is on by a word',
    SWITCH,
    { enabled: 'true', message: 'go', locked: 'yes', updated_at: AT_ISO },
    {
      enabled: false,
      message: 'go',
      updated_by: 'operator',
      locked: true,
    },
  ),
  inPlace(
    'a connection without a secret',
    CONNECTION,
    { configured: true, base_url: 'https://paper-api.alpaca.markets' },
    {
      configured: false,
      environment: null,
      secret_version: null,
    },
  ),
  inPlace(
    'a connection with its times as text',
    CONNECTION,
    { configured: true, environment: 'live', secret_version: 3, key_id_last4: 'WXYZ', connected_at: AT_ISO },
    { configured: true, environment: 'live', secret_version: '3', key_id_last4: 'WXYZ', connected_at: at },
  ),
  inPlace(
    'a snapshot of floats',
    SNAPSHOT,
    { ...floats, updated_at_iso: AT_ISO },
    { ...figures, synced_at: at },
  ),
  inPlace(
    'an open trade of floats',
    TRADE,
    { ...openTrade, status: 'open', created_at: AT_ISO },
    {
      ...open,
      current_price: '187.1',
      current_pnl: '0.00',
      created_at: at,
      before_repair: { ...openTrade, status: 'open', created_at: AT_ISO },
    },
  ),
  inPlace(
    'a closed trade without its percentage and reason',
    TRADE,
    {
      symbol: 'AAPL',
      side: 'SELL',
      quantity: '2',
      entry_price: 100,
      status: 'CLOSED',
      exit_price: 90,
      final_pnl: 20,
      created_at: at,
      closed_at: LATER_ISO,
    },
    {
      side: 'SELL',
      status: 'CLOSED',
      entry_price: '100',
      exit_price: '90',
      exit_reason: 'manual',
      final_pnl: '20.00',
      final_pnl_percent: '10',
      closed_at: later,
    },
  ),
  inPlace('an answer of a model at today’s path', SIGNAL, answer('alice'), history),
  inPlace(
    'a signal of floats at today’s path',
    SIGNAL,
    {
      symbol: 'AAPL',
      action: 'SELL',
      notional_usd: 250.5,
      confidence: '0.5',
      created_at: AT_ISO,
      status: 'PENDING',
    },
    {
      symbol: 'AAPL',
      action: 'sell',
      notional_usd: '250.50',
      confidence: 0.5,
      status: 'expired',
      created_at: at,
    },
  ),
];
