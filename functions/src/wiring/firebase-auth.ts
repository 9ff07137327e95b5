import { getApps, initializeApp } from 'firebase-admin/app';
import { type Auth, getAuth } from 'firebase-admin/auth';

/** Firebase Auth of this project. */
export function firebaseAuth(): Auth {
  const [app = initializeApp()] = getApps();
  return getAuth(app);
}
