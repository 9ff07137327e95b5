import type { SignIns } from '../admin/ports.ts';
import { firebaseAuth } from './firebase-auth.ts';
import { isUserNotFound } from './user-not-found.ts';

/** The sign-ins of Firebase Auth, as far as locking them goes. */
export function signInsOfThisProject(): SignIns {
  const auth = firebaseAuth();
  return {
    async setLocked(uid, locked) {
      try {
        await auth.updateUser(uid, { disabled: locked });
        if (locked) await auth.revokeRefreshTokens(uid);
        return 'done';
      } catch (thrown) {
        if (isUserNotFound(thrown)) return 'missing';
        throw thrown;
      }
    },
  };
}
