import { getApps, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';
import { UserFacingError } from '../../runtime/user-facing-error.ts';

/**
 * The database of this process. Reached only from this folder.
 *
 * @throws UserFacingError failed-precondition in an emulator of a project that exists on no cloud, where nothing stands
 *   in for Firestore: the client would look for Google's until its caller gives up
 */
export function database(): Firestore {
  requireFirestore(process.env);
  const [app = initializeApp()] = getApps();
  return getFirestore(app);
}

/** @throws UserFacingError as `database` does */
export function requireFirestore(env: NodeJS.ProcessEnv): void {
  const isDemo = env.FUNCTIONS_EMULATOR === 'true' && env.GCLOUD_PROJECT?.startsWith('demo-') === true;
  if (!isDemo || env.FIRESTORE_EMULATOR_HOST) return;
  throw new UserFacingError(
    'failed-precondition',
    'Nothing stands in for Firestore here: start all emulators, with "firebase emulators:start" where there is Java 21 or "npm run emulators" anywhere.',
  );
}
