import type { AddressStanding } from '@agenttrader/domain/accounts/confirmed-address';
import type { Requirements } from '@agenttrader/domain/callables/contract';
import { RECENT_SIGN_IN_MS } from '@agenttrader/domain/callables/refusal-reasons';
import type { Caller } from './callable.ts';
import { UserFacingError } from './user-facing-error.ts';

/** Whether sessions still stand. A token says what was true when it was made, up to an hour ago. */
export interface Sessions {
  /** `ended`: every session of that time was ended, or the account is disabled. `gone`: there is no such account. */
  check(rawToken: string): Promise<'standing' | 'ended' | 'gone'>;
}

/**
 * Lets a caller through whose token says all that is asked for, or says what is missing. It costs nothing.
 *
 * @throws UserFacingError with a reason where the app can help
 */
export function admit(
  { requires, session }: Requirements,
  { standing, isOperator, signedInAt }: Caller,
  now: Date,
): void {
  if (requires === 'operator' && !isOperator) {
    throw new UserFacingError(
      'permission-denied',
      'This is for operators. If you were made one just now, sign out and in again.',
    );
  }
  // Whoever has not confirmed their address may leave; an older session of somebody else's account may not end it.
  const mayBeUnconfirmed = requires === 'signed-in' && (session !== 'recent' || standing === 'unconfirmed');
  const mayBeUnproven = requires === 'verified' && standing === 'unproven';
  if (!mayBeUnconfirmed && !mayBeUnproven) refuseUnlessConfirmed(standing);
  if (session === 'recent' && !isRecent(signedInAt, now)) {
    throw new UserFacingError(
      'failed-precondition',
      'For this, sign in once more: your last sign-in was more than five minutes ago.',
      'recent_sign_in',
    );
  }
}

/**
 * Asks Auth whether the caller's session still stands, where the callable wants to know.
 *
 * @throws UserFacingError with a reason
 */
export async function requireSession(
  { requires, session }: Requirements,
  rawToken: string,
  sessions: Sessions,
): Promise<void> {
  if (!session && requires !== 'operator') return;
  const state = await sessions.check(rawToken);
  // Whose account is gone may still finish leaving, where the deletion was interrupted.
  if (state === 'ended' || (state === 'gone' && requires !== 'signed-in')) {
    throw new UserFacingError(
      'unauthenticated',
      'This session was ended. Sign in again to go on.',
      'sign_in_again',
    );
  }
}

function refuseUnlessConfirmed(standing: AddressStanding): void {
  switch (standing) {
    case 'confirmed':
      return;
    case 'unproven':
      throw new UserFacingError(
        'permission-denied',
        'Your e-mail address was confirmed after this sign-in. Sign in once more to go on.',
        'sign_in_again',
      );
    case 'unconfirmed':
      throw new UserFacingError(
        'permission-denied',
        'Confirm your e-mail address first: open the link in the message that was sent to it.',
        'confirm_address',
      );
  }
}

/** A sign-in in the future is one by a clock that is ahead; a minute of that is taken. */
function isRecent(signedInAt: number, now: Date): boolean {
  const age = now.getTime() - signedInAt * 1_000;
  return age <= RECENT_SIGN_IN_MS && age >= -60_000;
}
