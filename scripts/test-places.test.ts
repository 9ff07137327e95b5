import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** Where tests and what supports them stand, as docs/testing.md says. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = '{domain,functions,local,frontend,scripts,tests}/**/*.{ts,tsx,js,mjs}';

const files = globSync(SOURCES, {
  cwd: ROOT,
  exclude: path => /(^|\/)node_modules$|^(functions\/lib|frontend\/(dist|maps))$/.test(path),
}).map(path => path.replaceAll('\\', '/'));
const isTest = (path: string) => /\.test\.tsx?$/.test(path);
/** What supports the tests of a workspace, and what supports those that need running servers. */
const SUPPORT =
  /^((domain|functions|local|frontend)\/test-support|tests\/support|tests\/e2e\/support|tests\/bench)\//;

describe('what supports tests', () => {
  it('is found in one place in each workspace', () => {
    expect(files.length).toBeGreaterThan(1000);
    const elsewhere = files.filter(
      path =>
        !SUPPORT.test(path) &&
        (/(^|[-/])(test|testing|tests?-support|support|fixtures?)\//.test(path) ||
          /\.(testing|fixtures?|mock)\./.test(path)),
    );
    expect(elsewhere).toEqual([]);
  });

  it('is no part of tests/ but of tests/support', () => {
    const beside = files.filter(path => path.startsWith('tests/') && !isTest(path) && !SUPPORT.test(path));
    expect(beside).toEqual([]);
  });

  it('is imported by tests only', () => {
    const importers = files.filter(
      path =>
        !isTest(path) &&
        !SUPPORT.test(path) &&
        !path.startsWith('scripts/') &&
        /from '[^']*(test-support|tests\/support)\//.test(readFileSync(`${ROOT}${path}`, 'utf8')),
    );
    expect(importers).toEqual([]);
  });
});

/** The folders of the workspaces hold unit tests only: each next to something that it can be about. */
it('a unit test stands in the folder of its source', () => {
  const units = files.filter(path => isTest(path) && !path.startsWith('tests/'));
  expect(units.length).toBeGreaterThan(200);
  const folders = new Set(files.filter(path => !isTest(path)).map(folderOf));
  expect(units.filter(path => !folders.has(folderOf(path))).map(path => basename(path))).toEqual([]);
});

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
