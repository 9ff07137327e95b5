import { getApps, initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import type { AuthUsers } from '../accounts/delete-ports.ts';

/** The people of Firebase Auth. */
export function authUsers(): AuthUsers {
  const [app = initializeApp()] = getApps();
  const auth = getAuth(app);
  return {
    async remove(uid) {
      try {
        await auth.deleteUser(uid);
      } catch (thrown) {
        if (!isNotFound(thrown)) throw thrown;
      }
    },
  };
}

const isNotFound = (thrown: unknown): boolean =>
  thrown instanceof Error && 'code' in thrown && thrown.code === 'auth/user-not-found';
