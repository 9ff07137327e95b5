import { type FirebaseApp, initializeApp } from 'firebase/app';
import {
  type Auth,
  browserLocalPersistence,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
} from 'firebase/auth';
import {
  connectFirestoreEmulator,
  type Firestore,
  initializeFirestore,
  memoryLocalCache,
} from 'firebase/firestore';
import type { WebConfig } from './web-config.ts';

export interface FirebaseServices {
  readonly app: FirebaseApp;
  readonly auth: Auth;
  readonly db: Firestore;
}

/** The project's app, before any of its services. */
export const openApp = ({ projectId, apiKey, authDomain, appId }: WebConfig): FirebaseApp =>
  initializeApp({ projectId, apiKey, authDomain, appId });

/**
 * Connects to the project, or to the local stack's parts that the configuration names.
 *
 * What stays in the browser: the signed-in user's token, until sign-out, so that a reload or a second tab needs no
 * password. Documents stay in memory only: the next user of this browser finds no figure of the one before.
 */
export function connectFirebase(app: FirebaseApp, { emulators }: WebConfig): FirebaseServices {
  const auth = initializeAuth(app, { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
  const db = initializeFirestore(app, { localCache: memoryLocalCache() });
  if (emulators?.auth) connectAuthEmulator(auth, `http://${emulators.auth}`, { disableWarnings: true });
  if (emulators?.firestore) connectFirestoreEmulator(db, ...hostAndPort(emulators.firestore));
  return { app, auth, db };
}

function hostAndPort(address: string): [host: string, port: number] {
  const [host = '', port = ''] = address.split(':');
  return [host, Number(port)];
}
