import { getApps, initializeApp } from 'firebase-admin/app';
import { type Firestore, getFirestore } from 'firebase-admin/firestore';

/** The database of this process. Reached only from this folder. */
export function database(): Firestore {
  const [app = initializeApp()] = getApps();
  return getFirestore(app);
}
