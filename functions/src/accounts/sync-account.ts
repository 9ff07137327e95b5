import { syncErrorMessage } from '@agenttrader/domain/accounts/sync-error';
import type { SyncAccountResponse } from '@agenttrader/domain/callables/sync-account';
import { REFUSAL_CODES } from '../broker/broker-failure.ts';
import type { SyncPorts } from '../pulse/ports.ts';
import { syncTenant } from '../pulse/sync-tenant.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';

/**
 * Syncs the caller's account now. The kill switch does not matter here: it stops trading, and in an
 * emergency everybody must still see their account.
 *
 * @param deadlineMs how long it may take, in milliseconds
 * @throws UserFacingError with the same sentence that `status/last_sync_error` shows
 */
export async function syncAccount(
  uid: string,
  deadlineMs: number,
  ports: SyncPorts,
): Promise<SyncAccountResponse> {
  const scheduledAt = ports.clock.now();
  const options = { scheduledAt, deadlineMs, mode: 'on_demand', marketOpen: true } as const;
  const outcome = await syncTenant(uid, options, ports);
  if (outcome.clockAheadMs !== undefined) {
    ports.log.warn('times were stored by a clock that is ahead of this one, and not believed', {
      tenant: uid,
      clockAheadMs: outcome.clockAheadMs,
    });
  }
  switch (outcome.kind) {
    case 'synced':
      return {
        status: 'synced',
        syncedAt: outcome.at.toISOString(),
        equity: outcome.equity,
        buyingPower: outcome.buyingPower,
        tradesMarked: outcome.tradesMarked,
      };
    case 'failed':
      throw new UserFacingError(REFUSAL_CODES[outcome.code], syncErrorMessage(outcome.code));
    case 'already_synced':
      throw new UserFacingError('aborted', 'Your account was synced by the heartbeat at this very moment.');
    case 'skipped':
      throw new UserFacingError(
        'aborted',
        'Your account is being updated from elsewhere at this moment. Try again in a few seconds.',
      );
  }
}
