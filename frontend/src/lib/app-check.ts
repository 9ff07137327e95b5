import type { FirebaseApp } from 'firebase/app';
import {
  CustomProvider,
  getToken,
  initializeAppCheck,
  ReCaptchaEnterpriseProvider,
} from 'firebase/app-check';
import { boundedWait } from './bounded-wait.ts';
import type { WebConfig } from './web-config.ts';

/** How the page is to be proven. */
export type AppCheckSetting = NonNullable<WebConfig['appCheck']>;
/** Gets a new proof, after the server refused the one before; false if there is none to be had. */
export type RenewProof = () => Promise<boolean>;

/** How long a request may wait for its proof. After that it goes without, and the server says what it makes of that. */
const PATIENCE_MS = 5_000;
/** How long the SDK keeps a local stack's token before it takes the configured one again. */
const LOCAL_TOKEN_MS = 3_600_000;

/**
 * Has every request of the SDK prove that it comes from this page. In a chunk of its own, which only a site that uses
 * App Check loads; it has to be there before Auth and Firestore are.
 */
export function startAppCheck(app: FirebaseApp, setting: AppCheckSetting): RenewProof {
  const provider = 'siteKey' in setting ? recaptcha(setting.siteKey) : localProvider(setting.debugToken);
  const appCheck = initializeAppCheck(app, { provider, isTokenAutoRefreshEnabled: true });
  return () =>
    getToken(appCheck, true).then(
      () => true,
      () => false,
    );
}

const localProvider = (token: string) =>
  new CustomProvider({ getToken: async () => ({ token, expireTimeMillis: Date.now() + LOCAL_TOKEN_MS }) });

/** What the SDK asks of a provider; its type declarations leave it out. */
interface Asked {
  getToken(isLimitedUse?: boolean): Promise<unknown>;
}

/**
 * Where Google's script is blocked, the SDK waits for it for ever, and with it every sign-in, listener and call: it does
 * not look at whether the script failed to load.
 */
function recaptcha(siteKey: string): ReCaptchaEnterpriseProvider {
  const provider = new ReCaptchaEnterpriseProvider(siteKey);
  const asked = provider as unknown as Asked;
  asked.getToken = boundedWait(asked.getToken.bind(provider), PATIENCE_MS);
  return provider;
}
