import { deleteDoc, doc, type Firestore, serverTimestamp, setDoc, updateDoc } from 'firebase/firestore';
import type { Body } from './bodies.ts';
import * as bodies from './bodies.ts';
import type { Case } from './cases.ts';
import { ATTACKS, ON_THE_EDGE } from './field-attacks.ts';
import {
  ALERT,
  BOT,
  type Change,
  PAST,
  PREFERENCES,
  PROFILE,
  put,
  SWITCH,
  SWITCH_OF_OLD,
  type Target,
  UNCONNECTED,
} from './field-targets.ts';

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
