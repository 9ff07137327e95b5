import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyProject, type Edit, editsIn, make, scriptsIn } from '../support/walkthrough.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(join(ROOT, 'docs/contributing.md'), 'utf8');
const run = promisify(execFile);

/** The changes that docs/contributing.md describes, made in a copy of the project as somebody would who reads it. */
describe('the four changes of docs/contributing.md', () => {
  let copy = '';
  const edits: Edit[] = editsIn(page);

  beforeAll(async () => {
    copy = mkdtempSync(join(tmpdir(), 'agenttrader-contributing-'));
    copyProject(ROOT, copy);
    for (const edit of edits) make(edit, copy);
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    for (const name of new Set(scriptsIn(page))) {
      const [command, ...args] = (scripts[name] as string).split(' ');
      expect(command).toBe('node');
      await run(process.execPath, args, { cwd: copy });
    }
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  const bin = (name: string) => join(copy, 'node_modules/.bin', name);
  /** What a program says that does not succeed; nothing where it does. */
  const complaints = async (name: string, ...args: string[]): Promise<string> =>
    run(bin(name), args, { cwd: copy, env: { ...process.env, NO_COLOR: '1' } }).then(
      () => '',
      ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
    );

  it('are a field, a document with its rules, a callable and a page', () => {
    const touched = new Set(edits.map(({ path }) => path));
    for (const path of ['firestore.rules', 'functions/src/index.ts', 'frontend/src/app/routes.tsx']) {
      expect(touched).toContain(path);
    }
    expect(edits.length).toBeGreaterThan(20);
  });

  // That of the tests goes through everything that they use: the domain, the functions, the local servers.
  it.each(['frontend', 'tests'])('pass the type check of %s', async workspace => {
    expect(await complaints('tsc', '-p', workspace)).toBe('');
  });

  it('pass the lint', async () => {
    expect(
      await complaints('biome', 'check', '--vcs-enabled=false', ...new Set(edits.map(({ path }) => path))),
    ).toBe('');
  });

  it('pass the tests that know of documents, callables and pages', async () => {
    const places = ['domain/src', 'functions/src/runtime', 'scripts'];
    expect(await complaints('vitest', 'run', '--project', 'unit', ...places)).toBe('');
  });

  it('leave rules and definitions of one mind, and are what is said to be deployed', async () => {
    const asked = ['tests/rules/client-written.test.ts', 'tests/integration/manifest.test.ts'];
    expect(await complaints('vitest', 'run', '--project', 'integration', ...asked)).toBe('');
  });
});
