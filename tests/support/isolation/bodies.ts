import { serverTimestamp, Timestamp } from 'firebase/firestore';

/** What a client may write, each a body that the rules accept. Attacks are made from these by changing one thing. */
export type Body = Record<string, unknown>;

export const preferences = (): Body => ({
  theme: 'dark',
  privacy_mode: false,
  notifications: { trade_opened: true, trade_closed: true, sync_failed: true, signal_ready: false },
  default_notional: '1000.00',
  timezone: 'Europe/Zurich',
  updated_at: serverTimestamp(),
});

const LONG_AGO = { updated_at: Timestamp.fromMillis(0) };

export const storedPreferences = (): Body => ({ ...preferences(), ...LONG_AGO });
export const storedBotConfig = (): Body => ({ ...botConfig(), ...LONG_AGO });

/** A change of the name in a profile. */
export const naming = (): Body => ({ display_name: 'Ada', display_name_at: serverTimestamp() });

export const botConfig = (): Body => ({
  running: true,
  strategies: {
    momentum: { enabled: true, params: { lookback_days: 20 } },
    mean_reversion: { enabled: false, params: {} },
    breakout: { enabled: false, params: {} },
  },
  limits: {
    max_trade_usd: '500.00',
    max_open_trades: 10,
    max_daily_loss_usd: '100.00',
    max_notional_usd: '5000.00',
  },
  updated_at: serverTimestamp(),
});

export const storedSwitch = (): Body => ({
  enabled: false,
  message: 'Trading is off until you turn it on.',
  updated_at: Timestamp.fromMillis(0),
  updated_by: 'user',
  locked: false,
});

export const switchOn = (): Body => ({
  enabled: true,
  message: 'Switched on by hand',
  updated_at: serverTimestamp(),
  updated_by: 'user',
});

export const storedProfile = (): Body => ({
  email: 'alice@test.example',
  display_name: null,
  onboarded: true,
  onboarded_at: Timestamp.fromMillis(0),
  created_at: Timestamp.fromMillis(0),
  tier: 'free',
});

export const signal = (): Body => ({
  symbol: 'AAPL',
  action: 'buy',
  notional_usd: '500.00',
  confidence: 0.6,
  reason: 'It looks strong.',
  hold_reason: null,
  strategy_id: null,
  model: 'user',
  source: 'user',
  status: 'pending',
  inputs_digest: null,
  snapshot_path: null,
  created_at: serverTimestamp(),
  expires_at: Timestamp.fromMillis(Date.now() + 3_600_000),
});

export const storedAlert = (): Body => ({
  type: 'sync_failed',
  severity: 'warning',
  title: 'A sync failed',
  message: 'Connect again.',
  metadata: {},
  created_at: Timestamp.fromMillis(0),
  acknowledged: false,
  acknowledged_at: null,
});

export const acknowledgement = (): Body => ({ acknowledged: true, acknowledged_at: serverTimestamp() });

export const trade = (): Body => ({
  symbol: 'AAPL',
  side: 'BUY',
  quantity: '10',
  entry_price: '187.5',
  notional: '1875.00',
  status: 'OPEN',
  current_pnl: '0.00',
});
