import { type Binding, matchPath, type PathShape } from '../match/match-path.ts';
import type { CompiledBlock, Ruleset } from '../ruleset.ts';
import { Path } from '../values/value.ts';
import { type Abstract, known, pathOf, symbolic } from './abstract.ts';
import type { DocumentFacts } from './document-facts.ts';
import { anyValue } from './knowledge.ts';
import { ID_FIELD } from './paths.ts';
import type { QueryShape } from './query.ts';
import { typeSet } from './type-sets.ts';

/** A path that a result can have: undefined is a segment that differs. */
export type ResultPath = readonly (string | undefined)[];

/** A match block that covers every result with such a path, and what its path variables are then. */
export interface CoveringBlock {
  readonly block: CompiledBlock;
  readonly variables: readonly Abstract[];
}

/**
 * All kinds of path that results can have. A collection group reaches down to any depth; beyond the longest
 * pattern of the ruleset, deeper paths are matched as the deepest one listed here is.
 */
export const resultPaths = (query: QueryShape, facts: DocumentFacts, ruleset: Ruleset): ResultPath[] => {
  if (facts.name !== undefined) return [facts.name.segments];
  const base = query.parent;
  if (!query.allDescendants) return [[...base, query.collection, undefined]];
  const longest = Math.max(0, ...ruleset.blocks.map(({ block }) => block.pattern.length));
  const paths: ResultPath[] = [];
  const between: undefined[] = [];
  for (let length = base.length; length <= longest + 2; length += 2) {
    paths.push([...base, ...between, query.collection, undefined]);
    between.push(undefined, undefined);
  }
  return paths;
};

const variableAt = (path: ResultPath, index: number, facts: DocumentFacts): Abstract => {
  const text = path[index];
  if (text !== undefined) return known(text);
  return index === path.length - 1 ? symbolic(facts.id, ID_FIELD) : symbolic(anyValue(typeSet('string')));
};

const bind = (
  { block }: CompiledBlock,
  binding: Binding,
  path: ResultPath,
  facts: DocumentFacts,
  anyDepth: boolean,
): Abstract[] => {
  const variables: Abstract[] = [];
  for (const segment of block.pattern) {
    if (segment.kind === 'literal') continue;
    const { from, to } = binding[variables.length] ?? { from: 0, to: 0 };
    if (segment.kind === 'single') variables.push(variableAt(path, from, facts));
    else variables.push(anyDepth ? symbolic(anyValue(typeSet('path'))) : pathOf(path.slice(from, to)));
  }
  return variables;
};

/** The blocks that certainly match every result with such a path. */
export const coveringBlocks = (
  ruleset: Ruleset,
  path: ResultPath,
  facts: DocumentFacts,
  anyDepth: boolean,
): CoveringBlock[] => {
  const shape: PathShape = { length: path.length, isLiteral: (index, text) => path[index] === text };
  const minimum = ruleset.file.version === 1 ? 1 : 0;
  return ruleset.blocks.flatMap(block => {
    const binding = matchPath(block.block.pattern, shape, minimum);
    return binding === undefined ? [] : [{ block, variables: bind(block, binding, path, facts, anyDepth) }];
  });
};

/** `__name__` of the results with such a path. */
export const nameOf = (path: ResultPath, anyDepth: boolean): Abstract => {
  const segments = path.flatMap(segment => (segment === undefined ? [] : [segment]));
  if (segments.length === path.length) return known(new Path(segments));
  return anyDepth ? symbolic(anyValue(typeSet('path'))) : pathOf(path);
};
