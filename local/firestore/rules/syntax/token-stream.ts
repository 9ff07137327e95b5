import { Lexer } from './lexer.ts';
import type { Span } from './position.ts';
import { RulesSyntaxError } from './position.ts';
import type { Token } from './tokens.ts';

const describe = (token: Token): string =>
  token.kind === 'end' ? 'Unexpected end of file' : `Unexpected '${token.text}'`;

/** One token of look-ahead over a lexer. */
export class TokenStream {
  readonly lexer: Lexer;
  current: Token;
  /** End offset of the last token taken. */
  lastEnd = 0;

  constructor(source: string) {
    this.lexer = new Lexer(source);
    this.current = this.lexer.next();
  }

  advance(): Token {
    const token = this.current;
    this.lastEnd = token.span.end;
    this.current = this.lexer.next();
    return token;
  }

  isSymbol(text: string): boolean {
    return this.current.kind === 'symbol' && this.current.text === text;
  }

  isName(text: string): boolean {
    return this.current.kind === 'name' && this.current.text === text;
  }

  /** Takes the symbol if it is next. */
  accept(text: string): boolean {
    if (!this.isSymbol(text)) return false;
    this.advance();
    return true;
  }

  expect(text: string): Token {
    if (!this.isSymbol(text)) this.unexpected(`expecting '${text}'`);
    return this.advance();
  }

  expectKeyword(text: string): Token {
    if (!this.isName(text)) this.unexpected(`expecting '${text}'`);
    return this.advance();
  }

  expectName(what: string): Token {
    if (this.current.kind !== 'name') this.unexpected(`expecting ${what}`);
    return this.advance();
  }

  /** Reads something with the lexer directly, from the start of the current token. */
  readRaw<T>(read: (lexer: Lexer) => T): T {
    this.lexer.moveTo(this.current.span);
    const result = read(this.lexer);
    this.lastEnd = this.lexer.position;
    this.current = this.lexer.next();
    return result;
  }

  /** From the start of `first` to the end of the last token taken. */
  spanSince(first: Span): Span {
    return { start: first.start, end: this.lastEnd, line: first.line, column: first.column };
  }

  unexpected(hint: string): never {
    throw new RulesSyntaxError(`${describe(this.current)}, ${hint}.`, this.current.span);
  }
}
