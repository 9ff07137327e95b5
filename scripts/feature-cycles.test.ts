import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The folders that each folder imports from, as `from -> to`, with the import that shows it. */
type Edges = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** @param files paths relative to one root, with `/` between folders, and what stands in each */
function edgesBetweenFolders(files: Iterable<readonly [path: string, text: string]>): Edges {
  const edges = new Map<string, Map<string, string>>();
  for (const [path, text] of files) {
    const from = path.split('/')[0] ?? '';
    for (const [, module = ''] of text.matchAll(/\b(?:from|import) ?\(?'(\.[^']+)'/g)) {
      const to = normalize(join(dirname(path), module)).split(sep)[0] ?? '';
      if (to === from || to === '..' || !path.includes('/')) continue;
      const targets = edges.get(from) ?? new Map<string, string>();
      edges.set(from, targets.set(to, `${path} imports ${module}`));
    }
  }
  return edges;
}

/** The imports that lead from a folder back to itself, one circle; undefined where there is none. */
function circleIn(edges: Edges): string[] | undefined {
  const done = new Set<string>();
  const follow = (folder: string, path: readonly [folder: string, why: string][]): string[] | undefined => {
    const start = path.findIndex(([passed]) => passed === folder);
    if (start !== -1) return path.slice(start).map(([, why]) => why);
    if (done.has(folder)) return undefined;
    for (const [to, why] of edges.get(folder) ?? []) {
      const circle = follow(to, [...path, [folder, why]]);
      if (circle) return circle;
    }
    done.add(folder);
    return undefined;
  };
  return [...edges.keys()].map(folder => follow(folder, [])).find(circle => circle !== undefined);
}

/** The sources of a folder but their tests, which may look anywhere. */
const sourcesOf = (folder: string) =>
  globSync('**/*.ts', { cwd: join(ROOT, folder), exclude: ['**/*.test.ts'] }).map(
    path => [path.split(sep).join('/'), readFileSync(join(ROOT, folder, path), 'utf8')] as const,
  );

describe('the folders', () => {
  it.each([
    ['functions/src', 'pulse', 'broker'],
    ['functions/src/data', 'shadow-trades', 'tenants'],
    ['domain/src', 'trades', 'money'],
  ])('of %s import one another in one direction', (parent, from, to) => {
    const edges = edgesBetweenFolders(sourcesOf(parent));
    expect([...(edges.get(from)?.keys() ?? [])]).toContain(to);
    expect(circleIn(edges)).toBeUndefined();
  });
});

describe('a circle', () => {
  it('is told by the imports that make it, types and late imports among them', () => {
    const edges = edgesBetweenFolders([
      ['broker/ask.ts', "import type { Reader } from '../pulse/ports.ts';"],
      ['pulse/deep/sync.ts', "const late = import('../../data/store.ts');"],
      ['data/store.ts', "import { ask } from '../broker/ask.ts';"],
      ['runtime/log.ts', "import { z } from 'zod';"],
    ]);
    expect(circleIn(edges)).toEqual([
      'broker/ask.ts imports ../pulse/ports.ts',
      'pulse/deep/sync.ts imports ../../data/store.ts',
      'data/store.ts imports ../broker/ask.ts',
    ]);
  });

  it('is none where two folders know a third', () => {
    const edges = edgesBetweenFolders([
      ['a/x.ts', "import { c } from '../c/c.ts';"],
      ['b/x.ts', "import { c } from '../c/c.ts'; import { a } from '../a/x.ts';"],
    ]);
    expect(circleIn(edges)).toBeUndefined();
  });
});
