import {
  addressConfirmation,
  CONFIRMATION_CLAIM,
  covers,
} from '@agenttrader/domain/accounts/confirmed-address';
import type { ConfirmAddressResponse } from '@agenttrader/domain/callables/confirm-address';
import type { Caller } from '../runtime/callable.ts';
import { nextSecond } from '../runtime/next-second.ts';
import { UserFacingError } from '../runtime/user-facing-error.ts';
import type { ConfirmAddressPorts } from './ports.ts';

const AGAIN: ConfirmAddressResponse = {
  status: 'sign_in_again',
  message: 'Your address is confirmed. Sign in once more to go on: every older session has ended.',
};

/**
 * Notes that the caller's address is confirmed, and ends every session that began before: one of them may be of
 * somebody who signed up with an address that is not theirs. What is noted counts for sign-ins after it. Answers when
 * the next one will count.
 *
 * @throws UserFacingError where the address is not confirmed, or this session is not one of the account's any more
 */
export async function confirmAddress(
  caller: Caller,
  { users, clock, log }: ConfirmAddressPorts,
): Promise<ConfirmAddressResponse> {
  if (caller.standing === 'confirmed')
    return { status: 'confirmed', message: 'Your address was confirmed before.' };
  const user = await users.find(caller.uid);
  if (caller.standing === 'unconfirmed' || !user?.emailVerified || !user.email) {
    throw new UserFacingError(
      'failed-precondition',
      'Your address is not confirmed yet. Open the link in the message that was sent to it.',
      'confirm_address',
    );
  }
  const { email } = user;
  // A session with another address, or begun in a way that the account has lost, says nothing of today's owner.
  if (caller.email !== email || !user.ways.some(({ by }) => by === caller.signedInBy)) {
    throw new UserFacingError(
      'unauthenticated',
      'This account has changed since you signed in. Sign in again to go on.',
      'sign_in_again',
    );
  }
  const foreign = user.ways.filter(way => way.email !== email).map(({ by }) => by);
  const by = user.ways.map(way => way.by).filter(way => !foreign.includes(way));
  const standing = addressConfirmation.safeParse(user.claims[CONFIRMATION_CLAIM]);
  if (standing.success && covers(standing.data, email, by)) return AGAIN;

  if (foreign.length > 0) await users.unlink(caller.uid, foreign);
  // No session that stands now may ever carry the claim, so they end before it is set.
  await users.endSessions(caller.uid);
  const at = Math.max(seconds(clock.now()), caller.signedInAt);
  await users.setClaims(caller.uid, { ...user.claims, [CONFIRMATION_CLAIM]: { email, by, at } });
  log.info('address confirmed', { tenant: caller.uid, unlinked: foreign.length });
  // Auth tells the time of a sign-in in whole seconds: one within this second would not count.
  await nextSecond(clock);
  return AGAIN;
}

const seconds = (time: Date): number => Math.floor(time.getTime() / 1_000);
