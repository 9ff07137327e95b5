import { acknowledgedByTrader, alert } from '../../../src/documents/alert.ts';
import { botConfig } from '../../../src/documents/bot-config.ts';
import type { DocumentPart } from '../../../src/documents/document.ts';
import { preferences } from '../../../src/documents/preferences.ts';
import { namedByTrader, tenant } from '../../../src/documents/tenant.ts';
import { switchedByTrader, tradingStatus } from '../../../src/documents/trading-status.ts';
import * as paths from '../../../src/paths.ts';
import type { Fields, Sample } from '../sample.ts';

const UID = 'alice';
const at = new Date('2026-03-02T14:05:00Z');

/** A document that traders write, whole or in part. */
export interface ClientWritten extends Sample {
  /** What of it they write, as they write it; `stored` is there before, unless they write it whole. */
  readonly byTrader: { readonly part: Pick<DocumentPart<never>, 'isExact'>; readonly fields: Fields };
}

const theme = 'dark';
const setPreferences = {
  theme,
  privacy_mode: false,
  notifications: { trade_opened: true, trade_closed: true, sync_failed: true, signal_ready: false },
  default_notional: '1000.00',
  timezone: 'Europe/Zurich',
  updated_at: at,
};

const setBot = {
  running: true,
  strategies: {
    momentum: { enabled: true, params: { lookback_days: 20, stop_loss_pct: 2.5 } },
    mean_reversion: { enabled: false, params: {} },
    breakout: { enabled: false, params: {} },
  },
  limits: {
    max_trade_usd: '500.00',
    max_open_trades: 10,
    max_daily_loss_usd: '100.00',
    max_notional_usd: '5000.00',
  },
  updated_at: at,
};
const limits = (change: Fields) => ({ limits: { ...setBot.limits, ...change } });
const momentum = (change: Fields) => ({ strategies: { momentum: { enabled: true, params: {}, ...change } } });

const storedSwitch = {
  enabled: false,
  message: 'Trading is off until you turn it on.',
  updated_at: at,
  updated_by: 'operator',
  locked: false,
  connected: true,
  around_the_clock: false,
};

const storedTenant = {
  email: 'alice@example.com',
  display_name: null,
  onboarded: true,
  onboarded_at: at,
  created_at: at,
  tier: 'free',
};

const storedAlert = {
  type: 'sync_failed',
  severity: 'warning',
  title: 'A sync failed',
  message: 'Connect your broker account again.',
  metadata: { code: 'credentials_rejected' },
  created_at: at,
  acknowledged: false,
  acknowledged_at: null,
};

/** Every document that a trader's browser writes, with the bounds of firestore.rules. */
export const CLIENT_WRITTEN: readonly ClientWritten[] = [
  {
    name: 'preferences',
    file: 'preferences',
    document: preferences,
    path: paths.preferences(UID),
    stored: setPreferences,
    refused: [
      ['a theme that does not exist', { theme: 'neon' }],
      ['a notification more', { notifications: { ...setPreferences.notifications, everything: true } }],
      ['a notification less', { notifications: { trade_opened: true } }],
      ['a negative amount', { default_notional: '-1.00' }],
      ['an amount without cents', { default_notional: '1000' }],
      ['an amount of a tenth of a cent', { default_notional: '1.001' }],
      ['an amount of thirteen digits', { default_notional: '1000000000000.00' }],
      ['an amount with a zero before it', { default_notional: '01.00' }],
      ['no time zone', { timezone: '' }],
      ['a time zone of 65 characters', { timezone: 'x'.repeat(65) }],
    ],
    byTrader: { part: preferences, fields: setPreferences },
  },
  {
    name: 'botConfig',
    file: 'bot-config',
    document: botConfig,
    path: paths.botConfig(UID),
    stored: setBot,
    refused: [
      ['a strategy that does not exist', { strategies: { martingale: { enabled: true, params: {} } } }],
      ['a strategy without parameters', { strategies: { momentum: { enabled: true } } }],
      ['a strategy with a field more', momentum({ code: 'x' })],
      ['a parameter that does not exist', momentum({ params: { payload: 1 } })],
      ['a parameter that is text', momentum({ params: { lookback_days: '20' } })],
      ['a limit more', limits({ max_leverage: '2.00' })],
      ['a limit less', { limits: { max_trade_usd: '500.00' } }],
      ['half an open trade', limits({ max_open_trades: 0.5 })],
      ['fewer open trades than none', limits({ max_open_trades: -1 })],
      ['more open trades than 10,000', limits({ max_open_trades: 10_001 })],
      ['an amount that is a number', limits({ max_trade_usd: 500 })],
      ['an amount in an exponent', limits({ max_daily_loss_usd: '1e3' })],
      ['a negative amount', limits({ max_notional_usd: '-5.00' })],
    ],
    byTrader: { part: botConfig, fields: setBot },
  },
  {
    name: 'tradingStatus',
    file: 'trading-status',
    document: tradingStatus,
    path: paths.tradingStatus(UID),
    stored: storedSwitch,
    refused: [
      ['nobody who set it', { updated_by: undefined }],
      ['a message of 201 characters', { message: 'x'.repeat(201) }],
      ['a lock that is a word', { locked: 'yes' }],
    ],
    byTrader: {
      part: switchedByTrader,
      fields: { enabled: true, message: 'Switched on by hand', updated_at: at, updated_by: 'user' },
    },
  },
  {
    name: 'tenant',
    file: 'tenant',
    document: tenant,
    path: paths.tenantDocument(UID),
    stored: storedTenant,
    refused: [
      ['a word for being onboarded', { onboarded: 'yes' }],
      ['a tier that does not exist', { tier: 'gold' }],
      ['no time of its making', { created_at: undefined }],
    ],
    byTrader: { part: namedByTrader, fields: { display_name: 'Ada', display_name_at: at } },
  },
  {
    name: 'alert',
    file: 'alert',
    document: alert,
    path: `${paths.alerts(UID)}/a1`,
    stored: storedAlert,
    refused: [
      ['a title that is a number', { title: 1 }],
      ['no time', { created_at: undefined }],
    ],
    byTrader: { part: acknowledgedByTrader, fields: { acknowledged: true, acknowledged_at: at } },
  },
];
