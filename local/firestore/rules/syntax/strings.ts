import { type Position, RulesSyntaxError } from './position.ts';

const SIMPLE_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['`', '`'],
  ['?', '?'],
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['a', '\u0007'],
]);

interface Escape {
  readonly text: string;
  readonly end: number;
}

const codePoint = (digits: string, radix: number): string | undefined => {
  const code = Number.parseInt(digits, radix);
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
};

const HEX_LENGTHS: ReadonlyMap<string, number> = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/**
 * Reads the escape whose backslash is at `offset`. An unknown one (such as `\.`) is a compile error, in
 * production too: a regex class like `\d` has to be written `\\d`.
 */
export const readEscape = (source: string, offset: number, at: Position): Escape => {
  const letter = source[offset + 1] ?? '';
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) return { text: simple, end: offset + 2 };
  const hexLength = HEX_LENGTHS.get(letter);
  if (hexLength !== undefined) {
    const digits = source.slice(offset + 2, offset + 2 + hexLength);
    const text =
      digits.length === hexLength && /^[0-9a-fA-F]+$/.test(digits) ? codePoint(digits, 16) : undefined;
    if (text !== undefined) return { text, end: offset + 2 + hexLength };
  }
  const octal = /^[0-3][0-7]{2}|^0/.exec(source.slice(offset + 1, offset + 4))?.[0];
  const text = octal === undefined ? undefined : codePoint(octal, 8);
  if (octal !== undefined && text !== undefined) return { text, end: offset + 1 + octal.length };
  throw new RulesSyntaxError(`Invalid escape sequence '\\${letter}' in string literal.`, at);
};
