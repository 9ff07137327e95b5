import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type LockedPackage,
  type Lockfile,
  parseLockfile,
} from '../../scripts/functions-lockfile/lockfile.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const run = promisify(execFile);

describe('what is installed where the functions run', () => {
  let folder = '';
  let file = '';
  let deployed: Lockfile;
  let tested: Lockfile;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'agenttrader-lockfile-'));
    file = join(folder, 'package-lock.json');
    await run(process.execPath, ['scripts/functions-lockfile.ts', file], { cwd: ROOT });
    await copyFile(join(ROOT, 'functions/package.json'), join(folder, 'package.json'));
    deployed = parseLockfile(await readFile(file, 'utf8'));
    tested = parseLockfile(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const installed = () => Object.entries(deployed.packages).filter(([path]) => path !== '');
  const withoutFlags = ({ dev: _, devOptional: __, peer: ___, optional: ____, ...kept }: LockedPackage) =>
    kept;

  it('is exactly what the root has locked', () => {
    expect(installed().length).toBeGreaterThan(100);
    for (const [path, entry] of installed()) {
      expect(withoutFlags(entry), path).toEqual(withoutFlags(tested.packages[path] ?? {}));
      expect(entry.integrity, path).toMatch(/^sha512-/);
    }
  });

  it('is what the tests run with', async () => {
    for (const [path, { version, optional }] of installed()) {
      const text = await readFile(join(ROOT, path, 'package.json'), 'utf8').catch(error => {
        // Made for another platform.
        if (optional === true) return undefined;
        throw error;
      });
      if (text !== undefined) expect(JSON.parse(text).version, path).toBe(version);
    }
  });

  it('names no address that packages come from: each machine asks its own registry', () => {
    expect(installed().filter(([, entry]) => 'resolved' in entry)).toEqual([]);
    expect(JSON.stringify(deployed)).not.toMatch(/https?:[^"]*\.tgz/);
  });

  it('can be installed by npm ci, which takes no lockfile that is not whole', async () => {
    const npmCi = () => run('npm', ['ci', '--dry-run', '--offline', '--ignore-scripts'], { cwd: folder });
    await expect(npmCi()).resolves.toMatchObject({
      stdout: expect.stringContaining(`added ${installed().length} packages`),
    });
    const { 'node_modules/zod': _, ...lacking } = deployed.packages;
    await writeFile(file, JSON.stringify({ ...deployed, packages: lacking }));
    await expect(npmCi()).rejects.toThrow();
  });

  it('is written before each deployment', async () => {
    const { functions } = JSON.parse(await readFile(join(ROOT, 'firebase.json'), 'utf8'));
    expect(functions).toHaveLength(1);
    const { predeploy, ignore } = functions[0];
    expect(predeploy.at(-1)).toBe('npm run lock:functions');
    expect(ignore).not.toContain('package-lock.json');
  });
});
