import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { EnvironmentVariables } from '../stack/environment.ts';

const details = z.object({
  ui: z.object({ main: z.object({ binaryPathRelativeToCacheDir: z.string() }) }),
});

/** Whether the suite's own page is on this machine: the suite downloads it otherwise, and ends where it cannot. */
export function isPageDownloaded(shell: EnvironmentVariables): boolean {
  const require = createRequire(import.meta.url);
  const { ui } = details.parse(require('firebase-tools/lib/emulator/downloadableEmulatorInfo.json'));
  const cache = shell.FIREBASE_EMULATORS_PATH ?? join(homedir(), '.cache', 'firebase', 'emulators');
  return existsSync(join(cache, ui.main.binaryPathRelativeToCacheDir));
}
