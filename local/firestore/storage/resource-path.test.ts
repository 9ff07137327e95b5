import { describe, expect, it } from 'vitest';
import {
  compareIds,
  comparePaths,
  parseDatabaseName,
  parseDocumentName,
  parseParentName,
} from './resource-path.ts';

const ROOT = 'projects/p/databases/(default)/documents';

describe('resource names', () => {
  it('are taken apart', () => {
    expect(parseDatabaseName('projects/p/databases/d')).toEqual({ project: 'p', database: 'd' });
    expect(parseDocumentName(`${ROOT}/a/b c/ü/x:y`).path).toBe('a/b c/ü/x:y');
    expect(parseParentName(ROOT).path).toBe('');
    expect(parseParentName(`${ROOT}/a/b`).path).toBe('a/b');
  });

  it.each([
    'projects/p/databases/d',
    ROOT,
    `${ROOT}/a`,
    `${ROOT}/a/b/c`,
    `${ROOT}/a//`,
    `${ROOT}/a/.`,
    `${ROOT}/../b`,
    `${ROOT}/a/__x__`,
    `${ROOT}/__x__/b`,
    `${ROOT}/a/${'x'.repeat(1501)}`,
    `${ROOT}/a/${'é'.repeat(751)}`,
    `/${ROOT}/a/b`,
    'projects//databases/d/documents/a/b',
  ])('refuse %.60s as a document', name => expect(() => parseDocumentName(name)).toThrow());

  it('allow ids up to 1,500 bytes and numeric ids', () => {
    expect(parseDocumentName(`${ROOT}/a/${'x'.repeat(1500)}`).path).toHaveLength(1502);
    expect(parseDocumentName(`${ROOT}/a/__id-7__`).path).toBe('a/__id-7__');
  });

  it('order by segment, numeric ids first', () => {
    expect(comparePaths('a/b/c/d', 'a/b0')).toBeLessThan(0);
    expect(comparePaths('a/b', 'a/b/c/d')).toBeLessThan(0);
    expect(['b', '__id10__', 'a', '__id9__', '__id-1__'].toSorted(compareIds)).toEqual([
      '__id-1__',
      '__id9__',
      '__id10__',
      'a',
      'b',
    ]);
  });
});
