import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLockfile, parseManifest } from './functions-lockfile/lockfile.ts';
import { LockfileError } from './functions-lockfile/production-closure.ts';
import { workspaceLockfile } from './functions-lockfile/workspace-lockfile.ts';

/**
 * Writes functions/package-lock.json, from which the build in the cloud installs: what was tested, to the byte.
 *
 *   node scripts/functions-lockfile.ts [FILE]
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const target = process.argv[2] ?? join(root, 'functions/package-lock.json');

try {
  const [lock, manifest] = await Promise.all(
    ['package-lock.json', 'functions/package.json'].map(name => readFile(join(root, name), 'utf8')),
  );
  const written = workspaceLockfile(parseLockfile(lock ?? ''), 'functions', parseManifest(manifest ?? ''));
  await writeFile(target, `${JSON.stringify(written, undefined, 2)}\n`);
} catch (error) {
  if (!(error instanceof LockfileError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
