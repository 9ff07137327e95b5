import { z } from 'zod';

/**
 * What the app can do about a refusal, in the refusal's `details.reason`, where a code alone does not tell:
 * `confirm_address`: the link in the message has not been opened. `sign_in_again`: this session began before the
 * address was known to be its owner's, or was ended. `recent_sign_in`: the last sign-in was too long ago for this.
 * `unproven_app`: nothing proves that the call comes from the dashboard; nothing was done.
 */
export const REFUSAL_REASONS = [
  'confirm_address',
  'sign_in_again',
  'recent_sign_in',
  'unproven_app',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

/** What `details` of a refusal looks like where it has any. */
export const refusalDetails = z.object({ reason: z.enum(REFUSAL_REASONS) });

/** How long after a sign-in the callables that ask for a recent one are open. */
export const RECENT_SIGN_IN_MS = 5 * 60_000;
