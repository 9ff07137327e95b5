import { type Auth, onAuthStateChanged, signOut, type User } from 'firebase/auth';
import type { AuthPort } from './session-manager.ts';
import type { SignedInUser } from './session-store.ts';

const toUser = (user: User | null): SignedInUser | null =>
  user && {
    uid: user.uid,
    email: user.email,
    displayName: user.displayName,
    emailVerified: user.emailVerified,
  };

/** Auth as the session manager sees it. */
export const firebaseAuthPort = (auth: Auth): AuthPort => ({
  onChange: callback => onAuthStateChanged(auth, user => callback(toUser(user))),
  current: () => toUser(auth.currentUser),
  signOut: () => signOut(auth),
});
