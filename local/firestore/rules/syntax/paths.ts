import type { PatternSegment } from './ast.ts';
import type { Lexer } from './lexer.ts';
import { LIMITS } from './limits.ts';

/** Everything that a path segment may hold unquoted: unreserved URL characters and what ids commonly use. */
const SEGMENT = /(?:[A-Za-z0-9_.~@%+-]|\p{L}|\p{N})+|\(default\)/uy;
const NAME = /[A-Za-z_][A-Za-z0-9_]*/y;

const matchHere = (lexer: Lexer, pattern: RegExp): string | undefined => {
  pattern.lastIndex = lexer.position;
  const text = pattern.exec(lexer.source)?.[0];
  return text === undefined ? undefined : lexer.take(text.length);
};

/** The literal part of a segment, or undefined when something else stands here. */
export const readLiteralSegment = (lexer: Lexer): string | undefined => matchHere(lexer, SEGMENT);

/** A `match` pattern: `/users/{uid}/{rest=**}`. */
export const readPattern = (lexer: Lexer): PatternSegment[] => {
  const segments: PatternSegment[] = [];
  if (lexer.peekChar() !== '/') lexer.fail("A match path must start with '/'.");
  while (lexer.peekChar() === '/') {
    lexer.take(1);
    segments.push(readPatternSegment(lexer));
    if (segments.length > LIMITS.pathSegments) {
      lexer.fail(`A path may have at most ${LIMITS.pathSegments} segments.`);
    }
  }
  return segments;
};

const readPatternSegment = (lexer: Lexer): PatternSegment => {
  if (lexer.peekChar() !== '{') {
    const text = readLiteralSegment(lexer);
    return text === undefined ? lexer.fail('Missing path segment.') : { kind: 'literal', text };
  }
  lexer.take(1);
  lexer.skipBlanks();
  const name = matchHere(lexer, NAME) ?? lexer.fail('Missing name of the path variable.');
  lexer.skipBlanks();
  let recursive = false;
  if (lexer.peekChar() === '=') {
    lexer.take(1);
    lexer.skipBlanks();
    if (lexer.take(2) !== '**') lexer.fail("Expecting '**' after '=' in a path variable.");
    recursive = true;
    lexer.skipBlanks();
  }
  if (lexer.peekChar() !== '}') lexer.fail("Missing '}' after the path variable.");
  lexer.take(1);
  return { kind: recursive ? 'recursive' : 'single', name };
};
