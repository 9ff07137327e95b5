import { fileURLToPath } from 'node:url';
import { findLockout } from './app-check/lockout.ts';

/*
 * Runs before a deployment, which names the project in GCLOUD_PROJECT, and ends it where nobody could use what it deploys.
 */
const project = process.env.GCLOUD_PROJECT;
const problem = project && (await findLockout(project, fileURLToPath(new URL('..', import.meta.url))));
if (problem) {
  console.error(problem);
  process.exitCode = 1;
}
