import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import chromium from '@sparticuz/chromium';
import { builtDashboard } from '../e2e/support/built-dashboard.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * What several test files need and each would make for itself, at the same time and in the same place: the bundle of
 * the functions, the dashboard, and the browser unpacked.
 */
export async function setup(): Promise<void> {
  await Promise.all([
    promisify(execFile)(process.execPath, ['scripts/build-functions.ts'], { cwd: ROOT }),
    builtDashboard(),
    chromium.executablePath(),
  ]);
}
