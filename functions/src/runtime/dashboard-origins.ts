import type { OriginPolicy } from './http-guard/cors.ts';

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/;

/**
 * Tells the dashboard's origins from all others: both addresses of the project's own Hosting site, those that an
 * operator adds, and, in the local environment only, any port of this machine.
 *
 * @param added origins, such as "https://app.example.com", with commas between them
 */
export function dashboardOrigins(env: NodeJS.ProcessEnv, added: () => string): OriginPolicy {
  const project = env.GCLOUD_PROJECT ?? env.GOOGLE_CLOUD_PROJECT;
  const own = project ? [`https://${project}.web.app`, `https://${project}.firebaseapp.com`] : [];
  const isLocal = env.FUNCTIONS_EMULATOR === 'true';
  return origin =>
    own.includes(origin) || parseOrigins(added()).includes(origin) || (isLocal && LOOPBACK.test(origin));
}

/** What is no address of a site counts for nothing: it would never be an origin. */
const parseOrigins = (list: string): string[] =>
  list
    .split(',')
    .map(text => text.trim())
    .filter(text => URL.canParse(text))
    .map(text => new URL(text).origin)
    .filter(origin => origin !== 'null');
