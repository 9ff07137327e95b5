import { join } from 'node:path';
import { siteKeyOf } from '../../frontend/dev/app-check-site-key.ts';
import { readEnvFiles } from '../../local/functions/parameters.ts';

/**
 * Why what is about to be deployed would shut everybody out: functions that insist on App Check, and a dashboard that
 * does not use it. `undefined` when it would not.
 *
 * @param root of the project
 * @throws Error when the site key is none
 */
export async function findLockout(project: string, root: string): Promise<string | undefined> {
  const { ENFORCE_APP_CHECK: enforced } = await readEnvFiles(join(root, 'functions'), project);
  if (enforced !== 'true' || siteKeyOf(project, join(root, 'frontend')) !== undefined) return undefined;
  return (
    `functions/.env.${project} says ENFORCE_APP_CHECK=true, but frontend/.env.${project} has no APP_CHECK_SITE_KEY: ` +
    'every call of the dashboard would be refused. docs/operating.md says in which order to switch App Check on.'
  );
}
