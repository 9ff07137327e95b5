import { z } from 'zod';

/** Whom an operator acts on. The name differs from the identity fields, which no request may carry. */
export const targetUserId = z
  .string({ error: 'targetUserId must be text.' })
  .min(1, 'targetUserId is empty.')
  .max(128, 'targetUserId is too long: a uid has at most 128 characters.')
  .regex(/^(?!\.\.?$)(?!__.*__$)[^/]+$/, 'targetUserId is no uid.');
