import { syncErrorMessage } from '@agenttrader/domain/accounts/sync-error';
import type { SyncTenantRequest, SyncTenantResponse } from '@agenttrader/domain/callables/sync-tenant';
import { syncTenant } from '../pulse/sync-tenant.ts';
import { noSuchTenant } from './operators.ts';
import type { OperatorSyncPorts } from './ports.ts';

/**
 * Syncs one tenant now, on behalf of an operator: whatever the kill switch says, and although the tenant is parked or
 * backing off. It stands in both audits, before it is done.
 *
 * @param deadlineMs how long the sync may take, in milliseconds
 * @throws UserFacingError `not-found`
 */
export async function syncTenantNow(
  operator: string,
  { targetUserId, reason }: SyncTenantRequest,
  deadlineMs: number,
  { operations, sync }: OperatorSyncPorts,
): Promise<SyncTenantResponse> {
  const scheduledAt = sync.clock.now();
  const recorded = await operations.recordSync(targetUserId, { operator, reason, at: scheduledAt });
  if (recorded === 'missing') throw noSuchTenant();
  const options = { scheduledAt, deadlineMs, mode: 'on_demand', marketOpen: true } as const;
  const outcome = await syncTenant(targetUserId, options, sync);
  switch (outcome.kind) {
    case 'synced':
      return { status: 'synced', targetUserId, errorCode: null, message: 'The account is synced.' };
    case 'already_synced':
      return {
        status: 'synced',
        targetUserId,
        errorCode: null,
        message: 'The account was synced by the heartbeat at this very moment.',
      };
    case 'failed':
      return {
        status: 'failed',
        targetUserId,
        errorCode: outcome.code,
        message: `Not synced: ${outcome.code}. The tenant reads: ${syncErrorMessage(outcome.code)}`,
      };
    case 'skipped':
      return {
        status: 'skipped',
        targetUserId,
        errorCode: null,
        message: `Not synced (${outcome.reason}). Try again in a few seconds.`,
      };
  }
}
