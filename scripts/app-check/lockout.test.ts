import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findLockout } from './lockout.ts';

const KEY = 'APP_CHECK_SITE_KEY=6LcSiteKeyOfTheProject0000000000000000000\n';
const ENFORCED = 'ENFORCE_APP_CHECK=true\n';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'agenttrader-lockout-'));
  await Promise.all(['functions', 'frontend'].map(name => mkdir(join(root, name))));
});
afterEach(() => rm(root, { recursive: true }));

it.each([
  ['neither is set', {}, false],
  ['the dashboard alone uses it', { 'frontend/.env.shop': KEY }, false],
  ['both are set', { 'frontend/.env.shop': KEY, 'functions/.env.shop': ENFORCED }, false],
  ['it is set for every project', { 'frontend/.env': KEY, 'functions/.env': ENFORCED }, false],
  ['it is said not to be enforced', { 'functions/.env.shop': 'ENFORCE_APP_CHECK=false\n' }, false],
  ['the functions alone insist on it', { 'functions/.env.shop': ENFORCED }, true],
  ['the key is another project’s', { 'frontend/.env.other': KEY, 'functions/.env.shop': ENFORCED }, true],
])('a deployment where %s: %#', async (_, files, locksOut) => {
  for (const [name, text] of Object.entries(files)) await writeFile(join(root, name), text);
  const problem = await findLockout('shop', root);
  expect(problem?.includes('every call of the dashboard would be refused') ?? false).toBe(locksOut);
});

it('is looked at before either half is deployed', async () => {
  const { functions, hosting } = JSON.parse(await readFile('firebase.json', 'utf8'));
  for (const { predeploy } of [functions[0], hosting]) expect(predeploy).toContain('npm run check:app-check');
});
