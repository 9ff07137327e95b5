import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Rulebook } from './rulebook.ts';
import { followRulesFile } from './rules-file.ts';

const rules = (condition: string): string =>
  `rules_version = '2';\nservice cloud.firestore {\n  match /a/{b} { allow read: if ${condition}; }\n}`;

let directory = '';
let file = '';
const stops: (() => void)[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rules-file-'));
  file = join(directory, 'firestore.rules');
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await rm(directory, { recursive: true, force: true });
});

const follow = (book: Rulebook, project?: string) => {
  const report = vi.fn<(message: string) => void>();
  stops.push(followRulesFile(book, { file, project, report }));
  return report;
};

describe('a followed rules file', () => {
  it('that is missing or broken at the start is an error that names it', async () => {
    expect(() => follow(new Rulebook())).toThrow(file);
    await writeFile(file, 'service cloud.firestore {\n  nonsense');
    expect(() => follow(new Rulebook())).toThrow(/firestore\.rules: Error compiling rules:\nL2:\d+ /);
  });

  it('is for one project, or for all that have no rules of their own', async () => {
    await writeFile(file, rules('true'));
    const [one, all] = [new Rulebook(), new Rulebook()];
    follow(one, 'p');
    follow(all);
    all.load('p', rules('false'), false);
    expect([one.rulesOf('p')?.source, one.rulesOf('q')]).toEqual([rules('true'), undefined]);
    expect([all.rulesOf('p')?.source, all.rulesOf('q')?.source]).toEqual([rules('false'), rules('true')]);
  });

  it('is loaded again when an editor puts another file in its place', async () => {
    await writeFile(file, rules('true'));
    const book = new Rulebook();
    const report = follow(book);
    await writeFile(join(directory, 'new'), rules('false'));
    await rename(join(directory, 'new'), file);
    await expect.poll(() => book.rulesOf('p')?.source).toBe(rules('false'));
    expect(report).toHaveBeenCalledWith(expect.stringContaining('in force'));
  });

  it('that an edit breaks, or removes, leaves the rules as they were until it is mended', async () => {
    await writeFile(file, rules('true'));
    const book = new Rulebook();
    const report = follow(book);
    await writeFile(file, rules("'x'.matches('[')"));
    await expect.poll(() => report).toHaveBeenCalledWith(expect.stringMatching(/L3:\d+ /));
    await rm(file);
    await expect.poll(() => report).toHaveBeenCalledWith(expect.stringContaining('ENOENT'));
    expect(book.rulesOf('p')?.source).toBe(rules('true'));
    await writeFile(file, rules('false'));
    await expect.poll(() => book.rulesOf('p')?.source).toBe(rules('false'));
  });
});
