import { execFile } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SOURCES = [
  'frontend/src',
  'frontend/public',
  'frontend/dev',
  'frontend/index.html',
  'frontend/vite.config.ts',
  'frontend/tsconfig.json',
  'domain/src',
];
const run = promisify(execFile);

const DASHBOARD_DIRECTORY = join(ROOT, 'frontend/dist');

/** Builds the dashboard as it is deployed, unless the build is newer than everything that it is made of. */
export async function builtDashboard(): Promise<string> {
  const built = await modifiedAt(join(DASHBOARD_DIRECTORY, 'index.html'));
  const sources = await Promise.all(SOURCES.map(path => newestIn(join(ROOT, path))));
  if (built < Math.max(...sources)) {
    const vite = join(ROOT, 'node_modules/vite/bin/vite.js');
    await run(process.execPath, [vite, 'build', 'frontend', '--config', 'frontend/vite.config.ts'], {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production' },
    });
  }
  return DASHBOARD_DIRECTORY;
}

async function newestIn(path: string): Promise<number> {
  const own = await modifiedAt(path);
  if (!(await stat(path)).isDirectory()) return own;
  const files = await readdir(path, { recursive: true, withFileTypes: true });
  const times = await Promise.all(
    files.filter(file => file.isFile()).map(file => modifiedAt(join(file.parentPath, file.name))),
  );
  return Math.max(own, ...times);
}

async function modifiedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}
