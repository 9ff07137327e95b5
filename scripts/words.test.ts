import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** One word for a thing, and one thing for a word: docs/glossary.md says which. */
const ROOT = fileURLToPath(new URL('..', import.meta.url));

const sources = globSync('{domain,functions,frontend}/src/**/*.{ts,tsx}', { cwd: ROOT })
  .filter(path => !/\.test\.tsx?$/.test(path))
  .map(path => ({ path, text: readFileSync(`${ROOT}${path}`, 'utf8') }));

/** Types whose name two modules give to things that a reader could mistake for each other, and why that is still so. */
const TWICE: Readonly<Record<string, string>> = {
  AccountSnapshot: 'the dashboard reads more of the document than a signal rests on',
};

it('no two types have one name, but for those that say why', () => {
  const modules = new Map<string, string[]>();
  for (const { path, text } of sources) {
    for (const [, name = ''] of text.matchAll(/^export (?:interface|type|class) (\w+)/gm)) {
      modules.set(name, [...(modules.get(name) ?? []), path]);
    }
  }
  expect(modules.size).toBeGreaterThan(300);
  const twice = [...modules].filter(([, paths]) => paths.length > 1).map(([name]) => name);
  expect(twice.toSorted()).toEqual(Object.keys(TWICE));
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
