import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** One word for a thing, and one thing for a word: docs/glossary.md says which. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

const sources = globSync('{domain,functions,frontend}/src/**/*.{ts,tsx}', { cwd: ROOT })
  .filter(path => !/\.test\.tsx?$/.test(path))
  .map(path => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));

it('no two types have one name', () => {
  const modules = new Map<string, string[]>();
  for (const { path, text } of sources) {
    for (const [, name = ''] of text.matchAll(/^export (?:interface|type|class) (\w+)/gm)) {
      modules.set(name, [...(modules.get(name) ?? []), path]);
    }
  }
  expect(modules.size).toBeGreaterThan(300);
  expect([...modules].filter(([, paths]) => paths.length > 1)).toEqual([]);
});

/** Words that the glossary has another one for. */
const NOT_OURS = /\b(heart|beats?|customers?|end[- ]users?|suspended)\b/i;

it('no text of the code uses a word that the glossary replaces', () => {
  expect(sources.length).toBeGreaterThan(400);
  const used = sources.flatMap(({ path, text }) => {
    const word = NOT_OURS.exec(text)?.[0];
    return word === undefined ? [] : [`${path}: ${word}`];
  });
  expect(used).toEqual([]);
});
