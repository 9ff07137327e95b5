import { describe, expect, it } from 'vitest';
import { Rulebook } from './rulebook.ts';

const rules = (condition: string): string =>
  `rules_version = '2';\nservice cloud.firestore {\n  match /a/{b} { allow read: if ${condition}; }\n}`;
const BROKEN = rules("'x'.matches('[')");

describe('the rules in force', () => {
  it('are none at first, and then each project’s own', () => {
    const book = new Rulebook();
    expect(book.rulesOf('p')).toBeUndefined();
    expect(book.load('p', rules('true'), false)).toEqual([]);
    expect(book.rulesOf('p')?.source).toBe(rules('true'));
    expect(book.rulesOf('q')).toBeUndefined();
  });

  it('for every project give way to a project’s own', () => {
    const book = new Rulebook();
    book.loadFor(undefined, rules('false'));
    book.load('p', rules('true'), false);
    expect([book.rulesOf('p')?.source, book.rulesOf('q')?.source]).toEqual([rules('true'), rules('false')]);
  });

  it('stay when a new text does not compile, which is said with line and column', () => {
    const book = new Rulebook();
    book.load('p', rules('true'), false);
    expect(() => book.load('p', BROKEN, false)).toThrow(/^Error compiling rules:\nL3:\d+ /);
    expect(() => book.loadFor('p', BROKEN)).toThrow(/Error compiling rules/);
    expect(book.load('p', BROKEN, true)).toMatchObject([{ line: 3, severity: 'ERROR' }]);
    expect(book.rulesOf('p')?.source).toBe(rules('true'));
  });

  it('are counted, and asking for the counts of a project without rules is an error', () => {
    const book = new Rulebook();
    expect(() => book.coverage('p')).toThrow('No rules are loaded for project "p".');
    book.load('p', rules('true'), false);
    expect(book.coveragePage('p')).toContain('<html');
  });
});
