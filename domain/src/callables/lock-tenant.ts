import { z } from 'zod';
import { type CallableContract, defineCallable, SMALL_INSTANCE } from './contract.ts';
import { operatorReason, targetUserId } from './operator-fields.ts';

const lockTenantRequest = z.strictObject({
  targetUserId,
  locked: z.boolean({ error: 'locked must be true or false.' }),
  /** Whether the sign-in goes with it, for whoever misuses the service; it need not belong to a tenant. */
  signIn: z.boolean({ error: 'signIn must be true or false.' }).optional(),
  reason: operatorReason,
});
export type LockTenantRequest = z.infer<typeof lockTenantRequest>;

const lockTenantResponse = z.strictObject({
  status: z.enum(['locked', 'unlocked']),
  targetUserId: z.string(),
  message: z.string(),
});
export type LockTenantResponse = z.infer<typeof lockTenantResponse>;

/** Locks a tenant's kill switch in the off position, or unlocks it; unlocking leaves trading off. */
export const lockTenant = defineCallable({
  name: 'lock_tenant',
  request: lockTenantRequest,
  response: lockTenantResponse,
});

export const lockTenantContract = {
  callable: lockTenant,
  purpose:
    'Locks a tenant’s kill switch in the off position, or unlocks it; unlocking leaves trading off. With `signIn` the sign-in goes with it.',
  requires: 'operator',
  limit: { perMinute: 60, perDay: 1_000, emergency: true },
  instance: SMALL_INSTANCE,
  errors: { 'not-found': 'There is no tenant with this uid, or, with `signIn`, no account.' },
  example: {
    request: { targetUserId: 'bob', locked: true, reason: 'Asked for by the trader.' },
    response: {
      status: 'locked',
      targetUserId: 'bob',
      message: 'Trading is off and locked: only an operator can release it.',
    },
  },
  cost: { reads: 1, writes: 4, seconds: 2 },
} satisfies CallableContract<typeof lockTenant>;
