import { addressStanding } from '@agenttrader/domain/accounts/confirmed-address';
import { type Auth, onIdTokenChanged, signOut, type User } from 'firebase/auth';
import type { AuthPort } from './session-manager.ts';
import type { SignedInUser } from './session-store.ts';
import { tokenClaims } from './token-claims.ts';

const toUser = (user: User | null): SignedInUser | null =>
  user && {
    uid: user.uid,
    email: user.email,
    displayName: user.displayName,
    standing: addressStanding(tokenClaims(user)),
  };

/** Auth as the session manager sees it. A new token of the same user is a change, too: it may say more than the last. */
export const firebaseAuthPort = (auth: Auth): AuthPort => ({
  onChange: callback => onIdTokenChanged(auth, user => callback(toUser(user))),
  current: () => toUser(auth.currentUser),
  signOut: () => signOut(auth),
});
