import { addressStanding } from '@agenttrader/domain/accounts/confirmed-address';
import { type Auth, onIdTokenChanged, signOut, type User } from 'firebase/auth';
import { z } from 'zod';
import type { AuthPort } from './session-manager.ts';
import type { SignedInUser } from './session-store.ts';
import { tokenClaims } from './token-claims.ts';

const operatorClaims = z.object({ admin: z.literal(true) });

function toUser(user: User | null): SignedInUser | null {
  if (user === null) return null;
  const claims = tokenClaims(user);
  return {
    uid: user.uid,
    email: user.email,
    displayName: user.displayName,
    standing: addressStanding(claims),
    isOperator: operatorClaims.safeParse(claims).success,
  };
}

/** Auth as the session manager sees it. A new token of the same user is a change, too: it may say more than the last. */
export const firebaseAuthPort = (auth: Auth): AuthPort => ({
  onChange: callback => onIdTokenChanged(auth, user => callback(toUser(user))),
  current: () => toUser(auth.currentUser),
  signOut: () => signOut(auth),
});
