import { z } from 'zod';
import { storedDocument } from './document.ts';
import { optionalText, optionalTime, orNull, time } from './fields.ts';

/**
 * `users/{uid}`: the tenant's profile. Onboarding makes it; the trader changes the name and nothing else. Deleting the
 * account takes `onboarded` away first, so that nothing is created beneath it any more.
 */
export const tenant = storedDocument({
  email: optionalText,
  display_name: optionalText,
  /** When the trader last changed the name. */
  display_name_at: time.optional(),
  onboarded: z.boolean(),
  onboarded_at: time,
  created_at: time,
  tier: z.enum(['free']),
  deleting: z.literal(true).optional(),
});

/** What the trader changes of it. */
export const namedByTrader = tenant.part({
  displayName: z.string().min(1).max(80).nullable(),
  displayNameAt: time,
});

/** It as it may be found: an account may have signed in to an earlier system, and not been onboarded since. */
export const anyTenant = tenant.part({
  email: optionalText,
  displayName: optionalText,
  onboarded: orNull(tenant.fields.onboarded),
  createdAt: optionalTime,
  tier: optionalText,
});
