import { z } from 'zod';
import { moneySchema } from '../money/schemas.ts';

/** `system` follows the browser. */
export const THEMES = ['system', 'light', 'dark'] as const;
export const NOTIFICATIONS = ['trade_opened', 'trade_closed', 'sync_failed', 'signal_ready'] as const;

/** The fields of `config/preferences` that a trader sets; `updated_at` stands beside them. */
export const preferencesFields = z.strictObject({
  theme: z.enum(THEMES),
  /** Whether amounts are shown as dots. */
  privacy_mode: z.boolean(),
  /** Which events bring a message on the screen. */
  notifications: z.strictObject({
    trade_opened: z.boolean(),
    trade_closed: z.boolean(),
    sync_failed: z.boolean(),
    signal_ready: z.boolean(),
  }),
  /** What an order ticket proposes, US dollars. */
  default_notional: moneySchema,
  /** An IANA name such as "America/New_York", or "system". */
  timezone: z.string().min(1).max(64),
});
export type PreferencesFields = z.infer<typeof preferencesFields>;
