import type { AuthUsers } from '../accounts/delete-ports.ts';
import { firebaseAuth } from './firebase-auth.ts';
import { isUserNotFound } from './user-not-found.ts';

/** The people of Firebase Auth, as far as deleting an account goes. */
export function authUsers(): AuthUsers {
  const auth = firebaseAuth();
  return {
    async remove(uid) {
      try {
        await auth.deleteUser(uid);
      } catch (thrown) {
        if (!isUserNotFound(thrown)) throw thrown;
      }
    },
  };
}
