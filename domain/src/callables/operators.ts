import { z } from 'zod';
import { SYNC_ERROR_CODES } from '../accounts/sync-error.ts';
import { documentId } from './document-id.ts';
import { targetUserId } from './target-user.ts';

const reason = z
  .string({ error: 'reason must be text.' })
  .trim()
  .min(1, 'Say why: the reason is shown to traders and kept in the audit.')
  .max(200, 'reason is too long: keep it within 200 characters.');

/** Stops, or allows again, the opening of trades for everybody. Accounts are still synced: nobody is blind. */
export const setGlobalHaltRequest = z.strictObject({
  halted: z.boolean({ error: 'halted must be true or false.' }),
  reason,
});
export type SetGlobalHaltRequest = z.infer<typeof setGlobalHaltRequest>;
export const setGlobalHaltResponse = z.strictObject({
  status: z.enum(['halted', 'resumed']),
  message: z.string(),
});
export type SetGlobalHaltResponse = z.infer<typeof setGlobalHaltResponse>;

/** Locks a tenant's kill switch in the off position, or unlocks it; unlocking leaves trading off. */
export const lockTenantRequest = z.strictObject({
  targetUserId,
  locked: z.boolean({ error: 'locked must be true or false.' }),
  /** Whether the sign-in goes with it, for whoever misuses the service; it need not belong to a tenant. */
  signIn: z.boolean({ error: 'signIn must be true or false.' }).optional(),
  reason,
});
export type LockTenantRequest = z.infer<typeof lockTenantRequest>;
export const lockTenantResponse = z.strictObject({
  status: z.enum(['locked', 'unlocked']),
  targetUserId: z.string(),
  message: z.string(),
});
export type LockTenantResponse = z.infer<typeof lockTenantResponse>;

/** Syncs one tenant now, whatever its kill switch says. */
export const syncTenantRequest = z.strictObject({ targetUserId, reason });
export type SyncTenantRequest = z.infer<typeof syncTenantRequest>;
export const syncTenantResponse = z.strictObject({
  status: z.enum(['synced', 'failed', 'skipped']),
  targetUserId: z.string(),
  errorCode: z.enum(SYNC_ERROR_CODES).nullable(),
  message: z.string(),
});
export type SyncTenantResponse = z.infer<typeof syncTenantResponse>;

/** The heartbeat and the health of the tenants, a page at a time. */
export const getOperationsRequest = z.strictObject({
  /** `next` of the page before. */
  after: documentId('after').optional(),
});
export type GetOperationsRequest = z.infer<typeof getOperationsRequest>;
export const getOperationsResponse = z.strictObject({
  /** The server's time of this answer: ages are counted from it. */
  asOf: z.iso.datetime(),
  /** Null until the first pulse. */
  lastPulse: z
    .strictObject({
      scheduledAt: z.iso.datetime(),
      finishedAt: z.iso.datetime().nullable(),
      synced: z.int(),
      failed: z.int(),
      skipped: z.int(),
      /** How long it took. */
      durationMs: z.number().nonnegative().nullable(),
      /** How far ahead of its clock stored times lay that it did not believe; 0 while clocks are in order. */
      clockAheadMs: z.number().nonnegative(),
    })
    .nullable(),
  globalHalt: z.strictObject({ halted: z.boolean(), reason: z.string().nullable() }),
  tenants: z.array(
    z.strictObject({
      tenantId: z.string(),
      trading: z.boolean(),
      locked: z.boolean(),
      connected: z.boolean(),
      syncedAt: z.iso.datetime().nullable(),
      errorCode: z.enum(SYNC_ERROR_CODES).nullable(),
      consecutiveFailures: z.int(),
    }),
  ),
  next: z.string().nullable(),
});
export type GetOperationsResponse = z.infer<typeof getOperationsResponse>;
