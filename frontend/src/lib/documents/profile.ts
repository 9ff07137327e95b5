import { z } from 'zod';
import { documentReader } from './document-problem.ts';
import { optionalText, optionalTimestamp } from './fields.ts';

const schema = z.object({
  email: optionalText,
  display_name: optionalText,
  onboarded: z.boolean().nullish(),
  created_at: optionalTimestamp,
  tier: optionalText,
});

/** `users/{uid}`. */
export const readProfile = documentReader(schema, fields => ({
  email: fields.email,
  displayName: fields.display_name,
  onboarded: fields.onboarded === true,
  createdAt: fields.created_at,
  tier: fields.tier,
}));

export type Profile = Extract<ReturnType<typeof readProfile>, { ok: true }>['value'];
