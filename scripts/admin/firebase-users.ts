import { initializeApp } from 'firebase-admin/app';
import { getAuth } from 'firebase-admin/auth';
import { UsageError } from '../../local/command-line/flags.ts';
import type { AuthUsers } from './operators.ts';
import { CommandError } from './run-command.ts';
import type { Target } from './target.ts';

const PAGE_SIZE = 1_000;

/**
 * Firebase Auth of the target, with administrator's rights: on the local stack by right of being there, on a real
 * project with the service account that GOOGLE_APPLICATION_CREDENTIALS names.
 *
 * @throws UsageError
 */
export function firebaseUsers(target: Target, env: NodeJS.ProcessEnv): AuthUsers {
  if (target.kind === 'local') env.FIREBASE_AUTH_EMULATOR_HOST = target.auth;
  else if (!env.GOOGLE_APPLICATION_CREDENTIALS) {
    throw new UsageError(
      `${target.project} is a real project: set GOOGLE_APPLICATION_CREDENTIALS to the key file of a service account that may manage its users.`,
    );
  }
  const auth = getAuth(initializeApp({ projectId: target.project }));
  return {
    async findByEmail(email) {
      try {
        return await auth.getUserByEmail(email);
      } catch (thrown) {
        const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
        if (code === 'auth/user-not-found') return undefined;
        if (code === 'auth/invalid-email') throw new UsageError(`${email} is no e-mail address.`);
        throw new CommandError(`Auth of ${target.project} does not answer as it should (${String(code)}).`);
      }
    },
    setClaims: (uid, claims) => auth.setCustomUserClaims(uid, claims),
    endSessions: uid => auth.revokeRefreshTokens(uid),
    async *all() {
      let pageToken: string | undefined;
      do {
        const page = await auth.listUsers(PAGE_SIZE, pageToken);
        yield* page.users;
        pageToken = page.pageToken;
      } while (pageToken);
    },
  };
}
