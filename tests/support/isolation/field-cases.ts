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
import { STRATEGY_PARAMETERS } from '../../../domain/src/documents/bot-config.ts';
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
  good: bodies.naming,
};
const ALERT: Target = {
  path: 'users/alice/alerts/a1',
  stored: bodies.storedAlert,
  good: bodies.acknowledgement,
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
      ['with a parameter of its own', momentum({ params: { payload: 1 } })],
      ...STRATEGY_PARAMETERS.flatMap(name => [
        [`with ${name} as a map`, momentum({ params: { [name]: { deep: { deeper: 1 } } } })] as const,
        [`with ${name} as text`, momentum({ params: { [name]: text(100_000) } })] as const,
      ]),
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
  [{ ...PREFERENCES, stored: bodies.storedPreferences }, [['to a theme of its own', put({ theme: 'neon' })]]],
  [{ ...BOT, stored: bodies.storedBotConfig }, [['to run by a word', put({ running: 'yes' })]]],
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
      ['with an earlier beginning', put({ created_at: PAST, tier: 'free ' })],
      ['with a claim', put({ admin: true })],
      ['with a name that is too long', put({ display_name: text(81) })],
      ['with a name of nothing', put({ display_name: '' })],
      ['with a name that is no text', put({ display_name: ['Ada'] })],
      ['stamped in the past', put({ display_name_at: PAST })],
      ['without a time', without('display_name_at')],
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
  [
    { ...SWITCH, stored: () => ({ ...bodies.storedSwitch(), enabled: true, updated_at: serverTimestamp() }) },
    'switched off as soon as it is on',
    put({ enabled: false }),
  ],
  [
    { ...SWITCH, stored: () => ({ ...bodies.storedSwitch(), updated_at: '2026-03-02T15:00:00Z' }) },
    'whose time an earlier system wrote as text',
    put({}),
  ],
  [{ ...PREFERENCES, stored: bodies.storedPreferences }, 'changed after a while', put({})],
  [{ ...BOT, stored: bodies.storedBotConfig }, 'changed after a while', put({})],
  [
    { ...PROFILE, stored: () => ({ ...bodies.storedProfile(), display_name_at: PAST }) },
    'renamed after a while',
    put({}),
  ],
  [PREFERENCES, 'with the system’s theme', put({ theme: 'system' })],
  [PREFERENCES, 'with the light theme', put({ theme: 'light' })],
  [PREFERENCES, 'with no money', put({ default_notional: '0.00' })],
  [PREFERENCES, 'with twelve digits of money', put({ default_notional: '999999999999.99' })],
  [BOT, 'without a strategy', put({ strategies: {} })],
  [
    BOT,
    'with the most parameters',
    momentum({ params: Object.fromEntries(STRATEGY_PARAMETERS.map(name => [name, 1.5])) }),
  ],
  [BOT, 'with no open trades', limits({ max_open_trades: 0 })],
  [BOT, 'with the most open trades', limits({ max_open_trades: 10_000 })],
  [SWITCH, 'with the longest message', put({ message: text(200) })],
  [SWITCH, 'switched off', put({ enabled: false })],
  [PROFILE, 'without a name', put({ display_name: null })],
  [PROFILE, 'with the longest name', put({ display_name: text(80) })],
  [PROFILE, 'with the shortest name', put({ display_name: 'A' })],
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

const justNow = { updated_at: serverTimestamp() };

/** Right after another change, before the spacing is over. */
const RECENT: readonly (readonly [Target, string, Change])[] = [
  [{ ...PREFERENCES, stored: () => ({ ...bodies.preferences(), ...justNow }) }, 'again at once', put({})],
  [{ ...BOT, stored: () => ({ ...bodies.botConfig(), ...justNow }) }, 'again at once', put({})],
  [{ ...SWITCH, stored: () => ({ ...bodies.storedSwitch(), ...justNow }) }, 'on at once', put({})],
  [
    { ...SWITCH, stored: () => ({ ...bodies.storedSwitch(), ...justNow }) },
    'off at once where it is off',
    put({ enabled: false }),
  ],
  [
    { ...PROFILE, stored: () => ({ ...bodies.storedProfile(), display_name_at: serverTimestamp() }) },
    'again at once',
    put({}),
  ],
];

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
  ...['signals/s1', 'marketAlerts/m1', 'disabledMarkets/AAPL', 'trackedTraders/leader'].map(
    (path): Case => ({
      title: `making users/alice/${path}, of which there could be any number, is denied`,
      who: 'owner',
      arrange: db => deleteDoc(doc(db, `users/alice/${path}`)),
      attempt: db => setDoc(doc(db, `users/alice/${path}`), { active: true, created_at: serverTimestamp() }),
      control: { who: 'admin' },
    }),
  ),
  ...RECENT.map(
    ([target, title, change]): Case => ({
      title: `changing ${target.path} ${title} is denied`,
      who: 'owner',
      arrange: arrangementOf(target),
      attempt: db => write(db, target, change(target.good())),
      control: { who: 'admin' },
    }),
  ),
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
  ...[PREFERENCES, BOT].map(
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
  elsewhere(PREFERENCES, 'users/alice/config/theme', 'a configuration of one’s own is denied'),
  elsewhere(PREFERENCES, 'users/mallory/config/preferences', 'preferences of another tenant are denied'),
];
