import { RE2JS, RE2JSException } from 're2js';
import { chargeWork } from '../values/work.ts';

/** Longer patterns are refused: compiling time and memory grow with them. */
const MAX_PATTERN_LENGTH = 4096;

/** What counted repetitions may multiply a pattern to; `(a{30}b{30}){30}` counts 60 × 30. */
const MAX_EXPANSION = 20_000;

/** Expanded size of all patterns that are kept compiled. */
const MAX_CACHED = 1_000_000;

/** A pattern, or why it is none. */
export type CompiledPattern = { readonly regex: RE2JS; readonly size: number } | { readonly error: string };

const cache = new Map<string, CompiledPattern>();
let cached = 0;

/**
 * An upper bound of how many characters the pattern stands for once its counted repetitions are written out:
 * the length times every repetition count, nested ones multiplied by way of the enclosing group.
 */
export const expandedSize = (pattern: string): number => {
  const open: number[] = [];
  let size = 0;
  let lastItem = 0;
  for (let index = 0; index < pattern.length; index += 1) {
    const char = pattern[index];
    const count = char === '{' ? /^\{(\d+)(?:,(\d*))?\}/.exec(pattern.slice(index, index + 14)) : null;
    if (count !== null) {
      const times = Math.max(Number(count[1]), Number(count[2] ?? 0));
      size += lastItem * (times - 1);
      lastItem *= times;
      index += (count[0] ?? '').length - 1;
    } else if (char === '(') {
      open.push(size);
      lastItem = 1;
    } else if (char === ')') {
      lastItem = size - (open.pop() ?? 0) + 1;
      size += 1;
    } else {
      if (char === '\\') index += 1;
      lastItem = 1;
      size += 1;
    }
    if (size > MAX_EXPANSION) return size;
  }
  return size;
};

const compile = (pattern: string): CompiledPattern => {
  const size = expandedSize(pattern);
  if (pattern.length > MAX_PATTERN_LENGTH || size > MAX_EXPANSION) {
    return { error: 'Regular expression is too large.' };
  }
  try {
    return { regex: RE2JS.compile(pattern), size };
  } catch (error) {
    if (error instanceof RE2JSException) return { error: `Invalid regular expression: ${error.message}.` };
    throw error;
  }
};

const sizeOf = (pattern: CompiledPattern): number => ('error' in pattern ? 1 : pattern.size + 1);

const remember = (pattern: string, compiled: CompiledPattern): void => {
  cached += sizeOf(compiled);
  cache.set(pattern, compiled);
  for (const [oldest, value] of cache) {
    if (cached <= MAX_CACHED) return;
    cache.delete(oldest);
    cached -= sizeOf(value);
  }
};

/** Compiles an RE2 pattern: linear time, no look-around, no back-references. Recent patterns are kept. */
export const compilePattern = (pattern: string): CompiledPattern => {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const compiled = compile(pattern);
  remember(pattern, compiled);
  return compiled;
};

/** A pattern to use on a text of this length; matching takes time in proportion to both. */
export const patternFor = (pattern: string, textLength: number): CompiledPattern => {
  const compiled = compilePattern(pattern);
  if (!('error' in compiled)) chargeWork(compiled.size * textLength);
  return compiled;
};

/**
 * The text between the matches. An empty match splits too, also one at the start: `'abc'` by the empty pattern
 * gives an empty string first. Empty strings at the end are dropped.
 */
export const splitBy = (regex: RE2JS, text: string): string[] => {
  const parts: string[] = [];
  const matcher = regex.matcher(text);
  let from = 0;
  while (matcher.find()) {
    parts.push(text.slice(from, matcher.start()));
    from = matcher.end();
  }
  if (from < text.length || parts.length === 0) parts.push(text.slice(from));
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts;
};
