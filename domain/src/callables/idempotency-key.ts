import { z } from 'zod';

/**
 * Names one intention of the caller's. The same key with the same request gets the same answer, however often it
 * arrives; with another request it is refused. A random UUID is a good one. Keys are the caller's own: two tenants
 * may use the same.
 */
export const idempotencyKey = z
  .string({ error: 'idempotencyKey must be text, such as a random UUID.' })
  .min(8, 'idempotencyKey is too short: it has at least 8 characters, such as a random UUID.')
  .max(64, 'idempotencyKey is too long: it has at most 64 characters, such as a random UUID.')
  .regex(
    /^(?!__.*__$)[A-Za-z0-9_-]+$/,
    'idempotencyKey takes letters, digits, hyphens and underscores only.',
  );
