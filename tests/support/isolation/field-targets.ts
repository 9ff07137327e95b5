import { Timestamp } from 'firebase/firestore';
import type { Body } from './bodies.ts';
import * as bodies from './bodies.ts';

/** A place where the owner may write, with a write that is accepted. */
export interface Target {
  readonly path: string;
  /** Undefined where the write creates the document. */
  readonly stored?: () => Body;
  readonly good: () => Body;
}

export const PREFERENCES: Target = { path: 'users/alice/config/preferences', good: bodies.preferences };
export const BOT: Target = { path: 'users/alice/config/bot', good: bodies.botConfig };
export const SWITCH: Target = {
  path: 'users/alice/status/trading',
  stored: bodies.storedSwitch,
  good: bodies.switchOn,
};
/** As an earlier system wrote it: the lock is newer. */
export const SWITCH_OF_OLD: Target = { ...SWITCH, stored: () => ({ enabled: false, message: 'off' }) };
/** Without a broker account; the server says so. */
export const UNCONNECTED: Target = {
  ...SWITCH,
  stored: () => ({ ...bodies.storedSwitch(), connected: false }),
};
export const RELEASED: Target = {
  ...SWITCH,
  stored: () => ({ ...bodies.storedSwitch(), updated_by: 'operator' }),
};
export const PROFILE: Target = {
  path: 'users/alice',
  stored: bodies.storedProfile,
  good: bodies.naming,
};
export const ALERT: Target = {
  path: 'users/alice/alerts/a1',
  stored: bodies.storedAlert,
  good: bodies.acknowledgement,
};
export const PAST = Timestamp.fromMillis(0);
export const future = () => Timestamp.fromMillis(Date.now() + 60_000);
export const text = (length: number) => 'x'.repeat(length);

export type Change = (body: Body) => Body;
export const put =
  (fields: Body): Change =>
  body => ({ ...body, ...fields });
export const without =
  (field: string): Change =>
  ({ [field]: _, ...rest }) =>
    rest;
export const inside =
  (field: string, change: Change): Change =>
  body => ({ ...body, [field]: change(body[field] as Body) });

export const limits = (fields: Body) => inside('limits', put(fields));
export const momentum = (fields: Body) => inside('strategies', inside('momentum', put(fields)));
