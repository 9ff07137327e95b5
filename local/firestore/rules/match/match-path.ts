import type { PatternSegment } from '../syntax/ast.ts';

/** How a path fits a pattern: for every variable of the pattern, in order, where its part begins and ends. */
export type Binding = readonly { readonly from: number; readonly to: number }[];

/** A path to fit; parts of it may be unknown, as in queries. */
export interface PathShape {
  readonly length: number;
  /** Whether the segment at an index is certainly this text. */
  readonly isLiteral: (index: number, text: string) => boolean;
}

const matchFixed = (pattern: readonly PatternSegment[], shape: PathShape): Binding | undefined => {
  if (pattern.length !== shape.length) return undefined;
  for (let index = 0; index < pattern.length; index += 1) {
    const segment = pattern[index];
    if (segment?.kind === 'literal' && !shape.isLiteral(index, segment.text)) return undefined;
  }
  return pattern.flatMap((segment, index) =>
    segment.kind === 'single' ? [{ from: index, to: index + 1 }] : [],
  );
};

/** Remembers positions that failed, so that many recursive wildcards cannot take exponential time. */
const matchRecursive = (
  pattern: readonly PatternSegment[],
  shape: PathShape,
  minimum: number,
): Binding | undefined => {
  const binding: { from: number; to: number }[] = [];
  const failed = new Set<number>();

  const fits = (at: number, index: number): boolean => {
    const segment = pattern[at];
    if (segment === undefined) return index === shape.length;
    const position = at * (shape.length + 1) + index;
    if (failed.has(position)) return false;
    const matches = segment.kind === 'recursive' ? anyNumber(at, index) : one(segment, at, index);
    if (!matches) failed.add(position);
    return matches;
  };

  const anyNumber = (at: number, from: number): boolean => {
    for (let to = from + minimum; to <= shape.length; to += 1) {
      binding.push({ from, to });
      if (fits(at + 1, to)) return true;
      binding.pop();
    }
    return false;
  };

  const one = (segment: PatternSegment, at: number, index: number): boolean => {
    if (index >= shape.length) return false;
    if (segment.kind === 'literal') {
      return shape.isLiteral(index, segment.text) && fits(at + 1, index + 1);
    }
    binding.push({ from: index, to: index + 1 });
    if (fits(at + 1, index + 1)) return true;
    binding.pop();
    return false;
  };

  return fits(0, 0) ? binding : undefined;
};

/**
 * Fits a whole path into a pattern. `minimum` is the least number of segments that a recursive wildcard stands
 * for: one in version 1, none in version 2. With several recursive wildcards, earlier ones take as little as
 * possible.
 */
export const matchPath = (
  pattern: readonly PatternSegment[],
  shape: PathShape,
  minimum: 0 | 1,
): Binding | undefined =>
  pattern.some(segment => segment.kind === 'recursive')
    ? matchRecursive(pattern, shape, minimum)
    : matchFixed(pattern, shape);
