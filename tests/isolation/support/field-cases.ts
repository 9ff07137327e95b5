import {
  deleteDoc,
  deleteField,
  doc,
  type Firestore,
  serverTimestamp,
  setDoc,
  Timestamp,
  updateDoc,
} from 'firebase/firestore';
import type { Body } from './bodies.ts';
import * as bodies from './bodies.ts';
import type { Case } from './cases.ts';

/** A place where the owner may write, with a write that is accepted. */
interface Target {
  readonly path: string;
  /** Undefined where the write creates the document. */
  readonly stored?: () => Body;
  readonly good: () => Body;
}

const PREFERENCES: Target = { path: 'users/alice/config/preferences', good: bodies.preferences };
const BOT: Target = { path: 'users/alice/config/bot', good: bodies.botConfig };
const SWITCH: Target = {
  path: 'users/alice/status/trading',
  stored: bodies.storedSwitch,
  good: bodies.switchOn,
};
/** As an earlier system wrote it: the lock is newer. */
const SWITCH_OF_OLD: Target = { ...SWITCH, stored: () => ({ enabled: false, message: 'off' }) };
/** Without a broker account; the server says so. */
const UNCONNECTED: Target = { ...SWITCH, stored: () => ({ ...bodies.storedSwitch(), connected: false }) };
const RELEASED: Target = { ...SWITCH, stored: () => ({ ...bodies.storedSwitch(), updated_by: 'operator' }) };
const PROFILE: Target = {
  path: 'users/alice',
  stored: bodies.storedProfile,
  good: () => ({ display_name: 'Ada' }),
};
const SIGNAL: Target = { path: 'users/alice/signals/s1', good: bodies.signal };
const ALERT: Target = {
  path: 'users/alice/alerts/a1',
  stored: bodies.storedAlert,
  good: bodies.acknowledgement,
};
const MARKET_ALERT: Target = { path: 'users/alice/marketAlerts/m1', good: bodies.marketAlert };
const WATCHED: Target = {
  ...MARKET_ALERT,
  stored: bodies.storedMarketAlert,
  good: () => ({ threshold: '71000' }),
};
const DISABLED: Target = { path: 'users/alice/disabledMarkets/AAPL', good: bodies.disabledMarket };
const TRACKED: Target = { path: 'users/alice/trackedTraders/leader', good: bodies.trackedTrader };
const FOLLOWED: Target = {
  ...TRACKED,
  stored: bodies.storedTrackedTrader,
  good: () => ({ copy_percentage: 30 }),
};

const PAST = Timestamp.fromMillis(0);
const future = () => Timestamp.fromMillis(Date.now() + 60_000);
const text = (length: number) => 'x'.repeat(length);

type Change = (body: Body) => Body;
const put =
  (fields: Body): Change =>
  body => ({ ...body, ...fields });
const without =
  (field: string): Change =>
  ({ [field]: _, ...rest }) =>
    rest;
const inside =
  (field: string, change: Change): Change =>
  body => ({ ...body, [field]: change(body[field] as Body) });

const limits = (fields: Body) => inside('limits', put(fields));
const momentum = (fields: Body) => inside('strategies', inside('momentum', put(fields)));

/** What each target refuses: one change to a write that it accepts. */
const ATTACKS: readonly (readonly [Target, readonly (readonly [string, Change])[]])[] = [
  [
    PREFERENCES,
    [
      ['with a field more', put({ admin: true })],
      ['with a field less', without('timezone')],
      ['with another uid', put({ uid: 'mallory' })],
      ['with a theme of its own', put({ theme: 'neon' })],
      ['with a theme that is no text', put({ theme: 1 })],
      ['with privacy as a word', put({ privacy_mode: 'yes' })],
      ['with notifications as a list', put({ notifications: [] })],
      ['with a notification more', inside('notifications', put({ everything: true }))],
      ['with a notification less', inside('notifications', without('trade_closed'))],
      ['with trade_opened as a number', inside('notifications', put({ trade_opened: 1 }))],
      ['with trade_closed as a number', inside('notifications', put({ trade_closed: 1 }))],
      ['with sync_failed as a number', inside('notifications', put({ sync_failed: 1 }))],
      ['with signal_ready as a number', inside('notifications', put({ signal_ready: 1 }))],
      ['with money as a number', put({ default_notional: 1000 })],
      ['with negative money', put({ default_notional: '-1.00' })],
      ['with money in an exponent', put({ default_notional: '1e9' })],
      ['with a time zone that is too long', put({ timezone: text(65) })],
      ['with a time zone of nothing', put({ timezone: '' })],
      ['with a time zone that is no text', put({ timezone: null })],
      ['stamped in the past', put({ updated_at: PAST })],
      ['stamped in the future', put({ updated_at: future() })],
    ],
  ],
  [
    BOT,
    [
      ['with a field more', put({ uid: 'mallory' })],
      ['with a field less', without('limits')],
      ['running as a word', put({ running: 'yes' })],
      ['with strategies as a list', put({ strategies: [] })],
      [
        'with a strategy that does not exist',
        inside('strategies', put({ martingale: { enabled: true, params: {} } })),
      ],
      ['with a strategy that is no map', inside('strategies', put({ momentum: 'on' }))],
      ['with mean reversion that is no map', inside('strategies', put({ mean_reversion: 'on' }))],
      ['with a breakout that is no map', inside('strategies', put({ breakout: 'on' }))],
      ['with a strategy’s field more', momentum({ code: 'eval()' })],
      ['with a strategy’s field less', inside('strategies', inside('momentum', without('params')))],
      ['with a strategy enabled by a word', momentum({ enabled: 'yes' })],
      ['with a strategy’s parameters as a list', momentum({ params: [] })],
      [
        'with too many parameters',
        momentum({ params: Object.fromEntries(Array.from({ length: 13 }, (_, n) => [`p${n}`, n])) }),
      ],
      ['with limits as a list', put({ limits: [] })],
      ['with a limit more', limits({ max_leverage: '100.00' })],
      ['with a limit less', inside('limits', without('max_daily_loss_usd'))],
      ['with a trade limit as a number', limits({ max_trade_usd: 1e12 })],
      ['with a loss limit as a number', limits({ max_daily_loss_usd: 5 })],
      ['with a notional limit as a number', limits({ max_notional_usd: 5 })],
      ['with half an open trade', limits({ max_open_trades: 0.5 })],
      ['with fewer than no open trades', limits({ max_open_trades: -1 })],
      ['with too many open trades', limits({ max_open_trades: 10_001 })],
      ['with money of thirteen digits', limits({ max_trade_usd: '1000000000000.00' })],
      ['with money of three decimal places', limits({ max_trade_usd: '1.001' })],
      ['stamped in the past', put({ updated_at: PAST })],
    ],
  ],
  [
    SWITCH,
    [
      ['as the watchdog', put({ updated_by: 'watchdog' })],
      ['as an operator', put({ updated_by: 'operator' })],
      ['with a lock', put({ locked: true })],
      ['with a connection', put({ connected: true })],
      ['without the lock’s field', put({ locked: deleteField() })],
      ['enabled by a word', put({ enabled: 'true' })],
      ['with a message that is too long', put({ message: text(201) })],
      ['with a message that is no text', put({ message: 5 })],
      ['stamped in the past', put({ updated_at: PAST })],
      ['stamped in the future', put({ updated_at: future() })],
      ['with a field more', put({ uid: 'mallory' })],
    ],
  ],
  [
    PROFILE,
    [
      ['with a better tier', put({ tier: 'pro' })],
      ['with another e-mail', put({ email: 'b@test.example' })],
      ['without onboarding', put({ onboarded: false })],
      ['with an earlier beginning', put({ created_at: PAST, display_name: 'Ada', tier: 'free ' })],
      ['with a claim', put({ admin: true })],
      ['with a name that is too long', put({ display_name: text(81) })],
      ['with a name of nothing', put({ display_name: '' })],
      ['with a name that is no text', put({ display_name: ['Ada'] })],
    ],
  ],
  [
    SIGNAL,
    [
      ['as the model’s', put({ source: 'model' })],
      ['with a model’s name', put({ model: 'gemini-3.5-flash' })],
      ['that is executed already', put({ status: 'executed' })],
      ['for a symbol that is none', put({ symbol: 'aapl; drop' })],
      ['for a symbol that is no text', put({ symbol: 5 })],
      ['with an action of its own', put({ action: 'short' })],
      ['with a negative notional', put({ notional_usd: '-5.00' })],
      ['with more than certainty', put({ confidence: 1.01 })],
      ['with less than no confidence', put({ confidence: -0.01 })],
      ['with confidence in words', put({ confidence: 'high' })],
      ['with a reason that is too long', put({ reason: text(501) })],
      ['with a reason that is no text', put({ reason: {} })],
      ['with a reason to hold', put({ hold_reason: 'no_buying_power' })],
      ['with a strategy', put({ strategy_id: 'momentum' })],
      ['with a digest', put({ inputs_digest: text(64) })],
      ['with another tenant’s snapshot', put({ snapshot_path: 'users/mallory/data/snapshot' })],
      ['stamped in the past', put({ created_at: PAST })],
      ['that has expired', put({ expires_at: PAST })],
      ['that expires as it is made', put({ expires_at: serverTimestamp() })],
      ['that lasts for days', put({ expires_at: Timestamp.fromMillis(Date.now() + 25 * 3_600_000) })],
      ['that never expires', put({ expires_at: null })],
      ['with a field more', put({ uid: 'mallory' })],
      ['with a field less', without('reason')],
    ],
  ],
  [
    ALERT,
    [
      ['by half', put({ acknowledged: 'yes' })],
      ['stamped in the past', put({ acknowledged_at: PAST })],
      ['without a time', without('acknowledged_at')],
      ['and rewritten', put({ message: 'All is well.' })],
      ['and turned into a trifle', put({ severity: 'info' })],
      ['and back', put({ acknowledged: false })],
    ],
  ],
  [
    MARKET_ALERT,
    [
      ['with a field more', put({ uid: 'mallory' })],
      ['with a field less', without('active')],
      ['for a symbol that is none', put({ symbol: '../AAPL' })],
      ['with a condition of its own', put({ condition: 'when I say so' })],
      ['with a negative price', put({ threshold: '-1' })],
      ['with a price as a number', put({ threshold: 70000 })],
      ['with a change that is no percentage', put({ condition: 'change_pct', threshold: '12345' })],
      ['with a change as a number', put({ condition: 'change_pct', threshold: 5 })],
      ['active by a word', put({ active: 'yes' })],
      ['that was triggered', put({ triggered_at: PAST })],
      ['stamped in the past', put({ created_at: PAST })],
    ],
  ],
  [
    WATCHED,
    [
      ['to another symbol', put({ symbol: 'AAPL' })],
      ['to another condition', put({ condition: 'below' })],
      ['to have been triggered', put({ triggered_at: PAST })],
      ['to an earlier beginning', put({ created_at: Timestamp.fromMillis(1) })],
      ['to no threshold', put({ threshold: null })],
      ['with a field more', put({ note: 'x' })],
    ],
  ],
  [
    DISABLED,
    [
      ['with a field more', put({ uid: 'mallory' })],
      ['with a field less', without('reason')],
      ['with a reason that is too long', put({ reason: text(201) })],
      ['with a reason that is no text', put({ reason: 5 })],
      ['stamped in the past', put({ disabled_at: PAST })],
    ],
  ],
  [
    TRACKED,
    [
      ['with a field more', put({ uid: 'mallory' })],
      ['with a field less', without('active')],
      ['by half a per cent', put({ copy_percentage: 0.5 })],
      ['by nothing', put({ copy_percentage: 0 })],
      ['by a fraction of a per cent more', put({ copy_percentage: 25.5 })],
      ['by more than everything', put({ copy_percentage: 101 })],
      ['with a position as a number', put({ max_position_usd: 250 })],
      ['active by a word', put({ active: 'yes' })],
      ['stamped in the past', put({ created_at: PAST })],
    ],
  ],
  [
    FOLLOWED,
    [
      ['to an earlier beginning', put({ created_at: Timestamp.fromMillis(1) })],
      ['to begin now', put({ created_at: serverTimestamp() })],
      ['by nothing', put({ copy_percentage: 0 })],
      ['with a field more', put({ uid: 'mallory' })],
    ],
  ],
];

/** Every attack on a single field, by the owner, and what lies exactly within the limits. */
export function fieldCases(): Case[] {
  const attacks = ATTACKS.flatMap(([target, changes]) =>
    changes.map(([title, change]) => attack(target, title, body => change(body))),
  );
  return [...attacks, ...ON_THE_EDGE.map(accepted), ...OTHER_DENIALS];
}

function attack(target: Target, title: string, change: Change): Case {
  return {
    title: `${target.stored ? 'changing' : 'creating'} ${target.path} ${title} is denied`,
    who: 'owner',
    arrange: arrangementOf(target),
    attempt: db => write(db, target, change(target.good())),
    control: { who: 'owner', attempt: db => write(db, target, target.good()) },
  };
}

const accepted = ([target, title, change]: (typeof ON_THE_EDGE)[number]): Case => ({
  title: `${target.path} ${title} is accepted`,
  who: 'owner',
  arrange: arrangementOf(target),
  attempt: db => write(db, target, change(target.good())),
});

const arrangementOf =
  ({ path, stored }: Target) =>
  async (db: Firestore) => {
    await setDoc(doc(db, PROFILE.path), bodies.storedProfile());
    await (stored ? setDoc(doc(db, path), stored()) : deleteDoc(doc(db, path)));
  };

const write = (db: Firestore, { path, stored }: Target, body: Body) =>
  stored ? updateDoc(doc(db, path), body) : setDoc(doc(db, path), body);

/** The last of what is accepted, so that a limit that moves is seen. */
const ON_THE_EDGE: readonly (readonly [Target, string, Change])[] = [
  [PREFERENCES, 'with the longest time zone', put({ timezone: text(64) })],
  [PREFERENCES, 'with the shortest time zone', put({ timezone: 'Z' })],
  [RELEASED, 'after an operator released it', put({})],
  [SWITCH_OF_OLD, 'that knows no lock', put({})],
  [
    { ...SWITCH, stored: () => ({ ...bodies.storedSwitch(), connected: true }) },
    'switched on with a broker account',
    put({}),
  ],
  [UNCONNECTED, 'kept off without a broker account', put({ enabled: false, message: 'Later' })],
  [PREFERENCES, 'with the system’s theme', put({ theme: 'system' })],
  [PREFERENCES, 'with the light theme', put({ theme: 'light' })],
  [PREFERENCES, 'with no money', put({ default_notional: '0.00' })],
  [PREFERENCES, 'with twelve digits of money', put({ default_notional: '999999999999.99' })],
  [BOT, 'without a strategy', put({ strategies: {} })],
  [
    BOT,
    'with the most parameters',
    momentum({ params: Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`p${n}`, n])) }),
  ],
  [BOT, 'with no open trades', limits({ max_open_trades: 0 })],
  [BOT, 'with the most open trades', limits({ max_open_trades: 10_000 })],
  [SWITCH, 'with the longest message', put({ message: text(200) })],
  [SWITCH, 'switched off', put({ enabled: false })],
  [PROFILE, 'without a name', put({ display_name: null })],
  [PROFILE, 'with the longest name', put({ display_name: text(80) })],
  [PROFILE, 'with the shortest name', put({ display_name: 'A' })],
  [SIGNAL, 'to sell with certainty', put({ action: 'sell', confidence: 1 })],
  [SIGNAL, 'to hold without any confidence', put({ action: 'hold', confidence: 0, notional_usd: '0.00' })],
  [SIGNAL, 'with the longest reason', put({ reason: text(500) })],
  [
    SIGNAL,
    'that lasts for most of a day',
    put({ expires_at: Timestamp.fromMillis(Date.now() + 23 * 3_600_000) }),
  ],
  [SIGNAL, 'for a class of shares', put({ symbol: 'BRK.B' })],
  [MARKET_ALERT, 'below a price', put({ condition: 'below', threshold: '0.000000001' })],
  [MARKET_ALERT, 'for a fall', put({ condition: 'change_pct', threshold: '-5.5' })],
  [WATCHED, 'switched off', put({ active: false })],
  [DISABLED, 'with the longest reason', put({ reason: text(200) })],
  [{ ...DISABLED, path: 'users/alice/disabledMarkets/BTC-USD' }, 'for a pair', put({})],
  [TRACKED, 'by one per cent', put({ copy_percentage: 1 })],
  [TRACKED, 'whole', put({ copy_percentage: 100 })],
  [FOLLOWED, 'paused', put({ active: false })],
];

const elsewhere = (target: Target, path: string, title: string): Case => ({
  title,
  who: 'owner',
  arrange: async db => {
    await arrangementOf(target)(db);
    await arrangementOf({ ...target, path })(db);
  },
  attempt: db => write(db, { ...target, path }, target.good()),
  control: { who: 'owner', attempt: db => write(db, target, target.good()) },
});

/** Denied for what surrounds the write, and not for a field of it. */
const OTHER_DENIALS: readonly Case[] = [
  {
    title: 'switching trading on past an operator’s lock is denied',
    who: 'owner',
    arrange: db => setDoc(doc(db, SWITCH.path), { ...bodies.storedSwitch(), locked: true }),
    attempt: db => updateDoc(doc(db, SWITCH.path), bodies.switchOn()),
    control: {
      who: 'admin',
    },
  },
  {
    title: 'switching trading on where the lock is no flag is denied',
    who: 'owner',
    arrange: db => setDoc(doc(db, SWITCH.path), { ...bodies.storedSwitch(), locked: 'no' }),
    attempt: db => updateDoc(doc(db, SWITCH.path), bodies.switchOn()),
    control: { who: 'admin' },
  },
  {
    title: 'switching trading on without a broker account is denied',
    who: 'owner',
    arrange: arrangementOf(UNCONNECTED),
    attempt: db => updateDoc(doc(db, SWITCH.path), bodies.switchOn()),
    control: {
      who: 'owner',
      attempt: db => updateDoc(doc(db, SWITCH.path), { ...bodies.switchOn(), enabled: false }),
    },
  },
  {
    title: 'setting a lock on a switch that knows none is denied',
    who: 'owner',
    arrange: arrangementOf(SWITCH_OF_OLD),
    attempt: db => updateDoc(doc(db, SWITCH.path), { ...bodies.switchOn(), locked: false }),
    control: { who: 'owner', attempt: db => updateDoc(doc(db, SWITCH.path), bodies.switchOn()) },
  },
  {
    title: 'acknowledging an alert twice is denied',
    who: 'owner',
    arrange: db =>
      setDoc(doc(db, ALERT.path), { ...bodies.storedAlert(), acknowledged: true, acknowledged_at: PAST }),
    attempt: db => updateDoc(doc(db, ALERT.path), bodies.acknowledgement()),
    control: { who: 'admin' },
  },
  {
    title: 'changing a signal of one’s own is denied',
    who: 'owner',
    arrange: db => setDoc(doc(db, SIGNAL.path), bodies.signal()),
    attempt: db => updateDoc(doc(db, SIGNAL.path), { confidence: 1 }),
    control: { who: 'admin' },
  },
  {
    title: 'changing the profit and loss of a trade is denied',
    who: 'owner',
    arrange: db => setDoc(doc(db, 'users/alice/shadowTradeHistory/t1'), bodies.trade()),
    attempt: db => updateDoc(doc(db, 'users/alice/shadowTradeHistory/t1'), { current_pnl: '1000000.00' }),
    control: { who: 'admin' },
  },
  {
    title: 'changing the equity of the snapshot is denied',
    who: 'owner',
    arrange: db => setDoc(doc(db, 'users/alice/data/snapshot'), { equity: '1.00', buying_power: '1.00' }),
    attempt: db => updateDoc(doc(db, 'users/alice/data/snapshot'), { equity: '1000000.00' }),
    control: { who: 'admin' },
  },
  {
    title: 'raising one’s own quota is denied',
    who: 'owner',
    arrange: db => setDoc(doc(db, 'users/alice/usage/2026-03-02'), { signals: 50 }),
    attempt: db => updateDoc(doc(db, 'users/alice/usage/2026-03-02'), { signals: 0 }),
    control: { who: 'admin' },
  },
  {
    title: 'naming another secret’s version is denied',
    who: 'owner',
    arrange: db => setDoc(doc(db, 'users/alice/config/alpaca'), { configured: true, secret_version: '1' }),
    attempt: db => updateDoc(doc(db, 'users/alice/config/alpaca'), { secret_version: '2' }),
    control: { who: 'admin' },
  },
  {
    title: 'making the kill switch oneself is denied',
    who: 'owner',
    arrange: db => deleteDoc(doc(db, SWITCH.path)),
    attempt: db => setDoc(doc(db, SWITCH.path), { ...bodies.switchOn(), locked: false }),
    control: { who: 'admin' },
  },
  {
    title: 'tracking somebody without a public profile is denied',
    who: 'owner',
    arrange: arrangementOf(TRACKED),
    attempt: db => setDoc(doc(db, 'users/alice/trackedTraders/nobody'), bodies.trackedTrader()),
    control: { who: 'owner', attempt: db => write(db, TRACKED, TRACKED.good()) },
  },
  {
    title: 'tracking oneself is denied',
    who: 'owner',
    arrange: async db => {
      await setDoc(doc(db, 'traderProfiles/alice'), { handle: 'alice' });
      await deleteDoc(doc(db, TRACKED.path));
    },
    attempt: db => setDoc(doc(db, 'users/alice/trackedTraders/alice'), bodies.trackedTrader()),
    control: { who: 'owner', attempt: db => write(db, TRACKED, TRACKED.good()) },
  },
  ...[PREFERENCES, BOT, SIGNAL, MARKET_ALERT, DISABLED, TRACKED].map(
    (target): Case => ({
      title: `creating ${target.path} after the account was deleted is denied`,
      who: 'owner',
      arrange: async db => {
        await arrangementOf(target)(db);
        await deleteDoc(doc(db, PROFILE.path));
      },
      attempt: db => write(db, target, target.good()),
      control: { who: 'admin' },
    }),
  ),
  elsewhere(DISABLED, 'users/alice/disabledMarkets/apple', 'disabling what is no symbol is denied'),
  elsewhere(SIGNAL, `users/alice/signals/${text(65)}`, 'a signal with an id that is too long is denied'),
  elsewhere(
    MARKET_ALERT,
    'users/alice/marketAlerts/a b',
    'a market alert with an id of its own kind is denied',
  ),
  elsewhere(PREFERENCES, 'users/alice/config/theme', 'a configuration of one’s own is denied'),
  elsewhere(SIGNAL, 'users/mallory/signals/s1', 'a signal for another tenant is denied'),
];
