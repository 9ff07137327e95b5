import { authCodeOf } from '@/lib/auth-message.ts';
import { askToSignIn } from '@/lib/sign-in-request.ts';

const WHY = 'For this, sign in once more: your last sign-in was too long ago.';

/** Does what Auth allows only shortly after a sign-in; where it refuses, the user signs in and it is done then. */
export async function withFreshSignIn(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (thrown) {
    const stale = authCodeOf(thrown) === 'auth/requires-recent-login';
    if (!stale || !(await askToSignIn(WHY))) throw thrown;
    await run();
  }
}
