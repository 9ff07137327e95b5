import type { SignOutEverywhereResponse } from '@agenttrader/domain/callables/sign-out-everywhere';
import { nextSecond } from '../runtime/next-second.ts';
import type { SignOutPorts } from './ports.ts';

/** Ends every session of the caller's, on every device, this one with them. */
export async function signOutEverywhere(
  uid: string,
  { users, clock, log }: SignOutPorts,
): Promise<SignOutEverywhereResponse> {
  // A session that began within this second would not count as one of before.
  await nextSecond(clock);
  await users.endSessions(uid);
  log.info('sessions ended', { tenant: uid });
  return { status: 'signed_out', message: 'You are signed out on every device.' };
}
