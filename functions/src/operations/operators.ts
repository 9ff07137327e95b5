import type {
  GetOperationsRequest,
  GetOperationsResponse,
} from '@agenttrader/domain/callables/get-operations';
import type { LockTenantRequest, LockTenantResponse } from '@agenttrader/domain/callables/lock-tenant';
import type {
  SetGlobalHaltRequest,
  SetGlobalHaltResponse,
} from '@agenttrader/domain/callables/set-global-halt';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { LockPorts, OperatorPorts } from './ports.ts';

const SIGN_IN_NOTES = {
  locked: ' The sign-in is locked, too; a token that is out ends within the hour.',
  unlocked: ' The sign-in is unlocked, too.',
} as const;

/** Stops the opening of trades for everybody, or allows it again. Accounts are synced all the same. */
export async function setGlobalHalt(
  operator: string,
  { halted, reason }: SetGlobalHaltRequest,
  { operations, clock }: OperatorPorts,
): Promise<SetGlobalHaltResponse> {
  await operations.setGlobalHalt(halted, { operator, reason, at: clock.now() });
  return halted
    ? {
        status: 'halted',
        message: 'No trade is opened for anybody until you resume. Open trades can be closed.',
      }
    : { status: 'resumed', message: 'Trades can be opened again by everybody whose own switch is on.' };
}

/**
 * Holds one tenant's kill switch off, or lets go of it; on request with the sign-in, which goes first: whoever misuses the
 * service may not even be a tenant.
 *
 * @throws UserFacingError `not-found`
 */
export async function lockTenant(
  operator: string,
  { targetUserId, locked, signIn = false, reason }: LockTenantRequest,
  { operations, signIns, clock }: LockPorts,
): Promise<LockTenantResponse> {
  const action = { operator, reason, at: clock.now() };
  if (signIn) {
    if ((await signIns.setLocked(targetUserId, locked)) === 'missing') throw noSuchTenant();
    await operations.noteSignInLock(targetUserId, locked, action);
  }
  const result = await operations.lockTenant(targetUserId, locked, action);
  if (result === 'missing' && !signIn) throw noSuchTenant();
  const aboutSignIn = signIn ? SIGN_IN_NOTES[locked ? 'locked' : 'unlocked'] : '';
  return locked
    ? {
        status: 'locked',
        targetUserId,
        message: `Trading is off and locked: only an operator can release it.${aboutSignIn}`,
      }
    : {
        status: 'unlocked',
        targetUserId,
        message: `The lock is gone. Trading stays off until its owner turns it on.${aboutSignIn}`,
      };
}

export const noSuchTenant = (): UserFacingError =>
  new UserFacingError('not-found', 'There is no tenant with this uid. Check it in the list of tenants.');

/** The heartbeat, the halt and a page of the tenants' health. */
export async function getOperations(
  { after }: GetOperationsRequest,
  { operations, clock }: OperatorPorts,
): Promise<GetOperationsResponse> {
  const [lastPulse, globalHalt, page] = await Promise.all([
    operations.lastPulse(),
    operations.globalHalt(),
    operations.tenants(after),
  ]);
  return {
    asOf: clock.now().toISOString(),
    lastPulse,
    globalHalt,
    tenants: [...page.tenants],
    next: page.next,
  };
}
