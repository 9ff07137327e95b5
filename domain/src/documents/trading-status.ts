import { z } from 'zod';
import { storedDocument } from './document.ts';
import { optionalText, optionalTime, time } from './fields.ts';

/** Who sets the kill switch: the trader, the heartbeat where there is no broker account, or an operator. */
export const SWITCH_SETTERS = ['user', 'watchdog', 'operator'] as const;
export type SwitchSetter = (typeof SWITCH_SETTERS)[number];

/** The longest message beside the kill switch, in characters. */
export const MAX_SWITCH_MESSAGE = 200;

/**
 * `users/{uid}/status/trading`: the kill switch. Onboarding makes it; the trader turns it, an operator may lock it, and
 * connecting or disconnecting the broker notes whether there is an account. Where it is missing, trading is off.
 */
export const tradingStatus = storedDocument({
  enabled: z.boolean(),
  /** Why it was set as it is, shown beside the switch. */
  message: z.string().max(MAX_SWITCH_MESSAGE),
  updated_at: time,
  updated_by: z.enum(SWITCH_SETTERS),
  /** Held off by an operator: the trader cannot switch it on. */
  locked: z.boolean(),
  /** Whether a broker account is connected; without one it cannot be switched on. */
  connected: z.boolean(),
  /** Whether coins are held or traded, so that it is synced while the stock market is closed, too. Syncs note it. */
  around_the_clock: z.boolean().optional(),
});

const { fields } = tradingStatus;

/** What the trader changes of it. */
export const switchedByTrader = tradingStatus.part({
  enabled: fields.enabled,
  message: fields.message,
  updatedAt: time,
  updatedBy: z.literal('user'),
});

/** It as it may be found: earlier systems said neither who set it nor that it can be locked. */
export const anyTradingStatus = tradingStatus.part({
  enabled: fields.enabled,
  message: optionalText,
  updatedAt: optionalTime,
  updatedBy: fields.updatedBy.nullable().catch(null),
  locked: fields.locked.catch(false),
});
