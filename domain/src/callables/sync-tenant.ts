import { z } from 'zod';
import { SYNC_ERROR_CODES } from '../accounts/sync-error.ts';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';
import { operatorReason, targetUserId } from './operator-fields.ts';

const syncTenantRequest = z.strictObject({ targetUserId, reason: operatorReason });
export type SyncTenantRequest = z.infer<typeof syncTenantRequest>;

const syncTenantResponse = z.strictObject({
  status: z.enum(['synced', 'failed', 'skipped']),
  targetUserId: z.string(),
  errorCode: z.enum(SYNC_ERROR_CODES).nullable(),
  message: z.string(),
});
export type SyncTenantResponse = z.infer<typeof syncTenantResponse>;

/** Syncs one tenant now, whatever its kill switch says. */
export const syncTenant = defineCallable({
  name: 'sync_tenant',
  request: syncTenantRequest,
  response: syncTenantResponse,
});

export const syncTenantContract = {
  callable: syncTenant,
  purpose:
    'Syncs one tenant now, whatever its kill switch says. It stands in the operators’ audit and the tenant’s.',
  requires: 'operator',
  limit: { perMinute: 60, perDay: 1_000 },
  instance: SMALL_INSTANCE,
  errors: { 'not-found': 'There is no tenant with this uid.' },
  example: {
    request: { targetUserId: 'bob', reason: 'The trader asked why the figures are old.' },
    response: { status: 'synced', targetUserId: 'bob', errorCode: null, message: 'The account is synced.' },
  },
  cost: { reads: 208, writes: 206, secrets: 1, seconds: 3 },
} satisfies CallableContract<typeof syncTenant>;
