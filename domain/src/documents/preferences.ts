import { z } from 'zod';
import { type DocumentValue, storedDocument } from './document.ts';
import { amount, time } from './fields.ts';

/** `system` follows the browser. */
export const THEMES = ['system', 'light', 'dark'] as const;
export const NOTIFICATIONS = ['trade_opened', 'trade_closed', 'sync_failed', 'signal_ready'] as const;

/**
 * `users/{uid}/config/preferences`: how the dashboard looks and what it says by itself. The trader writes it whole; until
 * then there is none.
 */
export const preferences = storedDocument({
  theme: z.enum(THEMES),
  /** Whether amounts are shown as dots. */
  privacy_mode: z.boolean(),
  /** Which events bring a message on the screen. */
  notifications: z.record(z.enum(NOTIFICATIONS), z.boolean()),
  /** What an order ticket proposes, US dollars. */
  default_notional: amount,
  /** An IANA name such as "America/New_York", or "system". */
  timezone: z.string().min(1).max(64),
  updated_at: time,
});

const { updatedAt: _, ...chosen } = preferences.fields;

/** What the trader sets of it. */
export const chosenPreferences = preferences.part(chosen);
export type Preferences = DocumentValue<typeof chosenPreferences>;
