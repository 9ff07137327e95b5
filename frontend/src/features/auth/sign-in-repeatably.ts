import type { SessionManager } from '@/session/session-manager.ts';

/**
 * Signs in, in a way that can be repeated without asking: the first sign-in after an address was confirmed makes the
 * server end every session, this one with them, and the next one counts.
 */
export function signInRepeatably(
  sessions: Pick<SessionManager, 'keepSignIn'>,
  signIn: () => Promise<unknown>,
): Promise<unknown> {
  sessions.keepSignIn(signIn);
  return signIn();
}
