import { loadEnv, type Plugin } from 'vite';

/**
 * The site key of App Check that `frontend/.env.PROJECT` gives to a project, or the variable of that name.
 *
 * @param project as Firebase's command line names it to what runs before a deployment
 * @throws Error when it is no site key
 */
export function siteKeyOf(project: string | undefined, directory: string): string | undefined {
  const { APP_CHECK_SITE_KEY: key } = loadEnv(project ?? 'production', directory, 'APP_CHECK_');
  if (!key) return undefined;
  if (/^[\w-]{20,100}$/.test(key)) return key;
  throw new Error(
    'APP_CHECK_SITE_KEY is no site key of reCAPTCHA Enterprise. Copy it from the Google Cloud console.',
  );
}

/** Names the key in the page: Hosting's own configuration has no place for it, and all scripts stay the same. */
export function appCheckSiteKey(siteKey: string | undefined): Plugin {
  return {
    name: 'agenttrader:app-check-site-key',
    apply: 'build',
    transformIndexHtml: () =>
      siteKey === undefined
        ? []
        : [{ tag: 'meta', attrs: { name: 'app-check-site-key', content: siteKey }, injectTo: 'head' }],
  };
}
