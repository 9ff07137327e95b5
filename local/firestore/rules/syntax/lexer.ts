import { type Position, RulesSyntaxError, type Span } from './position.ts';
import { readEscape } from './strings.ts';
import { isDigit, isNamePart, isNameStart, SYMBOLS, type Token } from './tokens.ts';

const NUMBER = /(\d+)(\.\d+)?([eE][+-]?\d+)?/y;
const MAX_MAGNITUDE = 2n ** 63n;

/** Cuts a rules text into tokens on demand; the parser may move it to read a path literal by itself. */
export class Lexer {
  readonly source: string;
  private offset = 0;
  private line = 1;
  private lineStart = 0;

  constructor(source: string) {
    this.source = source;
  }

  get position(): number {
    return this.offset;
  }

  /** Continues right after (or at) a span that this lexer handed out. */
  moveTo(span: Span): void {
    this.offset = span.start;
    this.line = span.line;
    this.lineStart = span.start - (span.column - 1);
  }

  peekChar(ahead = 0): string {
    return this.source[this.offset + ahead] ?? '';
  }

  /** Takes `count` characters, none of which may be a line break. */
  take(count: number): string {
    const text = this.source.slice(this.offset, this.offset + count);
    this.offset += count;
    return text;
  }

  here(): Position {
    return { line: this.line, column: this.offset - this.lineStart + 1 };
  }

  spanFrom(start: number, at: Position): Span {
    return { start, end: this.offset, line: at.line, column: at.column };
  }

  fail(message: string, at: Position = this.here()): never {
    throw new RulesSyntaxError(message, at);
  }

  skipBlanks(): void {
    const { source } = this;
    while (this.offset < source.length) {
      const char = source[this.offset];
      if (char === '\n') {
        this.newLine();
      } else if (char === ' ' || char === '\t' || char === '\r' || char === '\uFEFF') {
        this.offset += 1;
      } else if (char === '/' && source[this.offset + 1] === '/') {
        const end = source.indexOf('\n', this.offset);
        this.offset = end < 0 ? source.length : end;
      } else if (char === '/' && source[this.offset + 1] === '*') {
        this.skipBlockComment();
      } else {
        return;
      }
    }
  }

  next(): Token {
    this.skipBlanks();
    const at = this.here();
    const start = this.offset;
    if (start >= this.source.length) return { kind: 'end', text: '', span: this.spanFrom(start, at) };
    const code = this.source.charCodeAt(start);
    if (isNameStart(code)) {
      while (isNamePart(this.source.charCodeAt(this.offset))) this.offset += 1;
      return { kind: 'name', text: this.source.slice(start, this.offset), span: this.spanFrom(start, at) };
    }
    if (isDigit(code)) return this.number(start, at);
    if (code === 39 || code === 34) return this.string(start, at);
    const symbol = SYMBOLS.find(candidate => this.source.startsWith(candidate, start));
    if (symbol === undefined) {
      const char = String.fromCodePoint(this.source.codePointAt(start) ?? 0);
      return this.fail(`Unexpected character '${char}'.`, at);
    }
    this.offset += symbol.length;
    return { kind: 'symbol', text: symbol, span: this.spanFrom(start, at) };
  }

  private newLine(): void {
    this.offset += 1;
    this.line += 1;
    this.lineStart = this.offset;
  }

  private skipBlockComment(): void {
    const at = this.here();
    const end = this.source.indexOf('*/', this.offset + 2);
    if (end < 0) this.fail('Unterminated comment.', at);
    while (this.offset < end) {
      if (this.source[this.offset] === '\n') this.newLine();
      else this.offset += 1;
    }
    this.offset = end + 2;
  }

  private number(start: number, at: Position): Token {
    NUMBER.lastIndex = start;
    const [text = '', whole = '', fraction, exponent] = NUMBER.exec(this.source) ?? [];
    this.offset = start + text.length;
    if (isNameStart(this.source.charCodeAt(this.offset))) this.fail('Malformed number.', at);
    const span = this.spanFrom(start, at);
    if (fraction !== undefined || exponent !== undefined) {
      return { kind: 'float', value: Number(text), text, span };
    }
    // Twenty digits are already too many: a hostile literal of 256 KB must not be multiplied out.
    const digits = whole.replace(/^0+(?=\d)/, '');
    const magnitude = digits.length > 19 ? MAX_MAGNITUDE + 1n : BigInt(digits);
    if (magnitude > MAX_MAGNITUDE) this.fail('Integer literal is out of range.', at);
    return { kind: 'int', magnitude, text, span };
  }

  private string(start: number, at: Position): Token {
    const quoteMark = this.source[start];
    const parts: string[] = [];
    this.offset += 1;
    let plainFrom = this.offset;
    for (;;) {
      const char = this.source[this.offset];
      if (char === undefined || char === '\n') this.fail('Unterminated string literal.', at);
      if (char === quoteMark) break;
      if (char === '\\') {
        parts.push(this.source.slice(plainFrom, this.offset));
        const read = readEscape(this.source, this.offset, this.here());
        parts.push(read.text);
        this.offset = read.end;
        plainFrom = this.offset;
      } else {
        this.offset += 1;
      }
    }
    parts.push(this.source.slice(plainFrom, this.offset));
    this.offset += 1;
    const span = this.spanFrom(start, at);
    return { kind: 'string', value: parts.join(''), text: this.source.slice(start, this.offset), span };
  }
}
