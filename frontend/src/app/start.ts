import type { FirebaseApp } from 'firebase/app';
import type { Services } from '@/contexts/services-context.tsx';
import { activeListeners } from '@/followed/keep-listening.ts';
import type { AppCheckSetting, RenewProof } from '@/lib/app-check.ts';
import { callableClient } from '@/lib/callables.ts';
import { chunk } from '@/lib/chunk.ts';
import { connectFirebase, openApp } from '@/lib/firebase.ts';
import { forgetVisit } from '@/lib/kept-for-visit.ts';
import { askToSignIn } from '@/lib/sign-in-request.ts';
import { fetchWebConfig } from '@/lib/web-config.ts';
import { firebaseAuthPort } from '@/session/firebase-auth-port.ts';
import { manageSessions, type SessionManager } from '@/session/session-manager.ts';
import { openTenantSession } from '@/session/tenant-session.ts';

declare global {
  interface Window {
    /** On a local stack only, for the tests that look for leaks. */
    __agenttrader?: { readonly activeListeners: () => number };
  }
}

/** Connects everything. @throws WebConfigError when the site's configuration is missing or incomplete */
export async function start(): Promise<Services> {
  const config = await fetchWebConfig();
  const app = openApp(config);
  const renewProof = await proveApp(app, config.appCheck);
  const firebase = connectFirebase(app, config);
  const isOnline = () => navigator.onLine;
  const sessions = manageSessions(firebaseAuthPort(firebase.auth), uid =>
    openTenantSession(firebase.db, uid, isOnline()),
  );
  followBrowserConnection(sessions);
  sessions.store.subscribe(({ status }) => {
    if (status === 'signed-out') forgetVisit();
  });
  if (config.emulators) window.__agenttrader = { activeListeners };
  const functions = chunk(async () => {
    const { functionsClient } = await import('@/lib/functions-client.ts');
    return functionsClient(app, config.emulators?.functions);
  });
  return {
    ...firebase,
    functions,
    config,
    sessions,
    call: callableClient(functions.load, isOnline, askToSignIn, renewProof),
  };
}

/** Where its part cannot be loaded the page works on without: what then refuses a request says to reload it. */
async function proveApp(app: FirebaseApp, setting: AppCheckSetting | undefined): Promise<RenewProof> {
  const unproven = async () => false;
  if (setting === undefined) return unproven;
  return import('@/lib/app-check.ts').then(
    ({ startAppCheck }) => startAppCheck(app, setting),
    () => unproven,
  );
}

function followBrowserConnection({ store }: SessionManager): void {
  const tell = () => store.getState().session?.network.setState({ online: navigator.onLine });
  addEventListener('online', tell);
  addEventListener('offline', tell);
}
