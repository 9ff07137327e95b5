import { getApps, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';
import type { AuthUsers } from '../accounts/ports.ts';
import type { SignIns } from '../operations/ports.ts';
import type { Sessions } from '../runtime/admission.ts';

/** Firebase Auth of this project. */
export function firebaseAuth(): Auth {
  const [app = initializeApp()] = getApps();
  return getAuth(app);
}

const codeOf = (thrown: unknown): unknown =>
  thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;

/** Answers `instead` where Firebase Auth says that there is no such account. */
const unlessMissing =
  <T>(instead: T) =>
  (thrown: unknown): T => {
    if (codeOf(thrown) === 'auth/user-not-found') return instead;
    throw thrown;
  };

const ENDED: ReadonlySet<unknown> = new Set([
  'auth/id-token-revoked',
  'auth/id-token-expired',
  'auth/user-disabled',
]);

/**
 * Sessions as Firebase Auth knows them at this moment.
 *
 * @param auth asked for at the first check, so that a cold start loads nothing that is not used
 */
export const authSessions = (auth: () => Pick<Auth, 'verifyIdToken'>): Sessions => ({
  async check(rawToken) {
    try {
      // Without the second argument Auth is not asked, and a session that was ended counts for up to an hour.
      await auth().verifyIdToken(rawToken, true);
      return 'standing';
    } catch (thrown) {
      if (ENDED.has(codeOf(thrown))) return 'ended';
      return unlessMissing('gone' as const)(thrown);
    }
  },
});

/** The users of Firebase Auth, as far as traders change their own. */
export const authUsers = (auth: Auth): AuthUsers => ({
  find: uid =>
    auth.getUser(uid).then(
      ({ email, emailVerified, customClaims, providerData }) => ({
        email,
        emailVerified,
        claims: customClaims ?? {},
        ways: providerData.map(way => ({ by: way.providerId, email: way.email })),
      }),
      unlessMissing(undefined),
    ),
  endSessions: uid => auth.revokeRefreshTokens(uid),
  unlink: async (uid, by) => void (await auth.updateUser(uid, { providersToUnlink: [...by] })),
  setClaims: (uid, claims) => auth.setCustomUserClaims(uid, claims),
  remove: uid => auth.deleteUser(uid).catch(unlessMissing(undefined)),
});

/** The sign-ins of Firebase Auth, as far as operators lock them. */
export const authSignIns = (auth: Auth): SignIns => ({
  async setLocked(uid, locked) {
    try {
      await auth.updateUser(uid, { disabled: locked });
      if (locked) await auth.revokeRefreshTokens(uid);
      return 'done';
    } catch (thrown) {
      return unlessMissing('missing' as const)(thrown);
    }
  },
});
