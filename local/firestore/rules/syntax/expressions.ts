import type { BinaryOperator, Expression } from './ast.ts';
import type { ExpressionBuilder } from './builder.ts';
import { LIMITS, TOO_COMPLEX } from './limits.ts';
import { readLiteralSegment } from './paths.ts';
import { RulesSyntaxError, type Span } from './position.ts';
import type { TokenStream } from './token-stream.ts';

/** How tightly each binary operator binds; `is` binds like `in`. All are left-associative. */
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ['||', 1],
  ['&&', 2],
  ['==', 3],
  ['!=', 3],
  ['in', 4],
  ['is', 4],
  ['<', 5],
  ['<=', 5],
  ['>', 5],
  ['>=', 5],
  ['+', 6],
  ['-', 6],
  ['*', 7],
  ['/', 7],
  ['%', 7],
]);

const RESERVED = new Set(['in', 'is', 'let', 'return', 'function', 'match', 'allow', 'service', 'if']);

/** Parses expressions from a token stream into a builder. */
export class ExpressionParser {
  private readonly tokens: TokenStream;
  private readonly builder: ExpressionBuilder;
  private nesting = 0;

  constructor(tokens: TokenStream, builder: ExpressionBuilder) {
    this.tokens = tokens;
    this.builder = builder;
  }

  /** A whole expression, the conditional operator included. */
  parse(): Expression {
    return this.nested(() => {
      const first = this.tokens.current.span;
      const condition = this.binary(1);
      if (!this.tokens.accept('?')) return condition;
      const whenTrue = this.parse();
      this.tokens.expect(':');
      const whenFalse = this.parse();
      const span = this.tokens.spanSince(first);
      return this.builder.add({ kind: 'conditional', span, condition, whenTrue, whenFalse });
    });
  }

  /** Bounds the recursion of the parser itself; what the limit means for the tree, the builder checks. */
  private nested<T>(parse: () => T): T {
    this.nesting += 1;
    if (this.nesting > LIMITS.expressionDepth + 1) {
      throw new RulesSyntaxError(TOO_COMPLEX, this.tokens.current.span);
    }
    const result = parse();
    this.nesting -= 1;
    return result;
  }

  private binary(minimum: number): Expression {
    const { tokens, builder } = this;
    const first = tokens.current.span;
    let left = this.unary();
    for (;;) {
      const token = tokens.current;
      const precedence = PRECEDENCE.get(token.text);
      if (precedence === undefined || precedence < minimum) return left;
      tokens.advance();
      if (token.text === 'is') {
        const type = tokens.expectName('a type name');
        const span = tokens.spanSince(first);
        left = builder.add({ kind: 'is', span, operand: left, type: type.text, typeSpan: type.span });
        continue;
      }
      const right = this.binary(precedence + 1);
      const span = tokens.spanSince(first);
      const operator = token.text as BinaryOperator;
      left = builder.add({ kind: 'binary', span, operator, operatorSpan: token.span, left, right });
    }
  }

  private unary(): Expression {
    const { tokens, builder } = this;
    const first = tokens.current.span;
    if (tokens.isSymbol('!') || tokens.isSymbol('-')) {
      const operator = tokens.advance().text === '!' ? '!' : '-';
      const next = tokens.current;
      if (operator === '-' && next.kind === 'int') {
        // Folded here because the smallest integer has no positive counterpart to negate.
        tokens.advance();
        const span = tokens.spanSince(first);
        return this.postfix(builder.add({ kind: 'literal', span, value: -next.magnitude }), first);
      }
      const operand = this.nested(() => this.unary());
      return builder.add({ kind: 'unary', span: tokens.spanSince(first), operator, operand });
    }
    return this.postfix(this.primary(), first);
  }

  private postfix(start: Expression, first: Span): Expression {
    const { tokens, builder } = this;
    let target = start;
    for (;;) {
      if (tokens.accept('.')) {
        const name = tokens.expectName('a property or method name');
        if (tokens.isSymbol('(')) {
          const args = this.arguments();
          const span = tokens.spanSince(first);
          target = builder.add({ kind: 'method', span, target, name: name.text, nameSpan: name.span, args });
        } else {
          target = builder.add({ kind: 'member', span: tokens.spanSince(first), target, name: name.text });
        }
      } else if (tokens.accept('[')) {
        const from = this.parse();
        const to = tokens.accept(':') ? this.parse() : undefined;
        tokens.expect(']');
        const span = tokens.spanSince(first);
        target =
          to === undefined
            ? builder.add({ kind: 'index', span, target, index: from })
            : builder.add({ kind: 'slice', span, target, from, to });
      } else {
        return target;
      }
    }
  }

  private arguments(): Expression[] {
    this.tokens.expect('(');
    return this.list(')');
  }

  private list(close: string): Expression[] {
    const items: Expression[] = [];
    while (!this.tokens.isSymbol(close)) {
      items.push(this.parse());
      if (!this.tokens.accept(',')) break;
    }
    this.tokens.expect(close);
    return items;
  }

  private primary(): Expression {
    const { tokens, builder } = this;
    const token = tokens.current;
    const { span } = token;
    switch (token.kind) {
      case 'int':
        if (token.magnitude >= 2n ** 63n) {
          throw new RulesSyntaxError('Integer literal is out of range.', span);
        }
        tokens.advance();
        return builder.add({ kind: 'literal', span, value: token.magnitude });
      case 'float':
      case 'string':
        tokens.advance();
        return builder.add({ kind: 'literal', span, value: token.value });
      case 'name':
        return this.named(token.text, span);
      case 'symbol':
        return this.symbol(token.text, span);
      case 'end':
        return tokens.unexpected('expecting an expression');
    }
  }

  private named(name: string, span: Span): Expression {
    const { tokens, builder } = this;
    if (RESERVED.has(name)) return tokens.unexpected('expecting an expression');
    tokens.advance();
    if (name === 'true' || name === 'false') {
      return builder.add({ kind: 'literal', span, value: name === 'true' });
    }
    if (name === 'null') return builder.add({ kind: 'literal', span, value: null });
    if (!tokens.isSymbol('(')) return builder.add({ kind: 'name', span, name });
    const args = this.arguments();
    return builder.add({ kind: 'call', span: tokens.spanSince(span), name, args });
  }

  private symbol(text: string, first: Span): Expression {
    const { tokens, builder } = this;
    if (text === '/') return this.path(first);
    if (text === '(') {
      tokens.advance();
      const inner = this.parse();
      tokens.expect(')');
      return builder.add({ kind: 'group', span: tokens.spanSince(first), inner });
    }
    if (text === '[') {
      tokens.advance();
      const items = this.list(']');
      return builder.add({ kind: 'list', span: tokens.spanSince(first), items });
    }
    if (text === '{') return this.map(first);
    return tokens.unexpected('expecting an expression');
  }

  private map(first: Span): Expression {
    const { tokens, builder } = this;
    const entries: { key: string; value: Expression }[] = [];
    tokens.expect('{');
    while (!tokens.isSymbol('}')) {
      const key = tokens.current;
      if (key.kind !== 'string') return tokens.unexpected('expecting a quoted map key');
      tokens.advance();
      tokens.expect(':');
      entries.push({ key: key.value, value: this.parse() });
      if (!tokens.accept(',')) break;
    }
    tokens.expect('}');
    return builder.add({ kind: 'map', span: tokens.spanSince(first), entries });
  }

  /** A path literal; each `$(...)` is a nested expression. */
  private path(first: Span): Expression {
    const { tokens, builder } = this;
    const segments: (string | Expression)[] = [];
    let more = true;
    while (more) {
      const literal = tokens.readRaw(lexer => {
        lexer.take(1);
        if (lexer.peekChar() === '$' && lexer.peekChar(1) === '(') {
          lexer.take(2);
          return undefined;
        }
        return readLiteralSegment(lexer) ?? lexer.fail('Missing path segment.');
      });
      if (literal === undefined) {
        segments.push(this.parse());
        tokens.expect(')');
      } else {
        segments.push(literal);
      }
      // A slash that touches the segment continues the path; paths have no division to confuse it with.
      more = tokens.isSymbol('/') && tokens.current.span.start === tokens.lastEnd;
      if (segments.length > LIMITS.pathSegments) {
        throw new RulesSyntaxError(`A path may have at most ${LIMITS.pathSegments} segments.`, first);
      }
    }
    return builder.add({ kind: 'path', span: tokens.spanSince(first), segments });
  }
}
