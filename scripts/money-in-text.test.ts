import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const sources = ['functions/src', 'frontend/src', 'domain/src'].flatMap(folder =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(file => file.isFile() && /\.tsx?$/.test(file.name))
    .map(file => join(file.parentPath, file.name)),
);

/** "$-11.60" and "$115.8" come of writing the dollar before a figure by hand. */
it('no amount is put into a sentence but by a formatter', () => {
  expect(sources.length).toBeGreaterThan(300);
  const byHand = sources.filter(path => readFileSync(path, 'utf8').includes('$$' + '{'));
  // The formatter itself writes the dollar between the sign and the digits.
  expect(byHand.map(path => relative(ROOT, path))).toEqual(['domain/src/money/in-dollars.ts']);
});
