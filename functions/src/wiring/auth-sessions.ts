import type { Auth } from 'firebase-admin/auth';
import type { Sessions } from '../runtime/admission.ts';
import { isUserNotFound } from './user-not-found.ts';

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
      const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
      if (isUserNotFound(thrown)) return 'gone';
      if (ENDED.has(code)) return 'ended';
      throw thrown;
    }
  },
});
