import type {
  AccessMethod,
  AllowStatement,
  FunctionDeclaration,
  LetStatement,
  MatchStatement,
  RulesFile,
} from './ast.ts';
import { ExpressionBuilder } from './builder.ts';
import { ExpressionParser } from './expressions.ts';
import { LIMITS } from './limits.ts';
import { readPattern } from './paths.ts';
import { RulesSyntaxError, type Span } from './position.ts';
import { TokenStream } from './token-stream.ts';

const OPERATIONS: ReadonlyMap<string, readonly AccessMethod[]> = new Map([
  ['read', ['get', 'list']],
  ['write', ['create', 'update', 'delete']],
  ['get', ['get']],
  ['list', ['list']],
  ['create', ['create']],
  ['update', ['update']],
  ['delete', ['delete']],
]);

interface Scope {
  readonly functions: FunctionDeclaration[];
  readonly allows: AllowStatement[];
  readonly matches: MatchStatement[];
}

/** Parses the statements of a rules file. */
class StatementParser {
  private readonly tokens: TokenStream;
  private readonly builder = new ExpressionBuilder();
  private readonly expressions: ExpressionParser;

  constructor(source: string) {
    this.tokens = new TokenStream(source);
    this.expressions = new ExpressionParser(this.tokens, this.builder);
  }

  file(): RulesFile {
    const { tokens } = this;
    const version = this.version();
    const functions: FunctionDeclaration[] = [];
    while (tokens.isName('function')) functions.push(this.function());
    const first = tokens.expectKeyword('service').span;
    this.serviceName();
    tokens.expect('{');
    const body = this.body(1, false);
    tokens.expect('}');
    const span = tokens.spanSince(first);
    while (tokens.isName('function')) functions.push(this.function());
    if (tokens.current.kind !== 'end') tokens.unexpected('expecting the end of the file');
    return {
      version,
      functions,
      service: { span, functions: body.functions, matches: body.matches },
      expressions: this.builder.expressions,
    };
  }

  private version(): 1 | 2 {
    const { tokens } = this;
    if (!tokens.isName('rules_version')) return 1;
    tokens.advance();
    tokens.expect('=');
    const value = tokens.current;
    if (value.kind !== 'string' || (value.value !== '1' && value.value !== '2')) {
      return tokens.unexpected("expecting '1' or '2'");
    }
    tokens.advance();
    tokens.accept(';');
    return value.value === '1' ? 1 : 2;
  }

  private serviceName(): void {
    const { tokens } = this;
    const first = tokens.expectName('a service name').span;
    tokens.expect('.');
    tokens.expectName('a service name');
    const span = tokens.spanSince(first);
    const name = tokens.lexer.source.slice(span.start, span.end).replaceAll(/\s/g, '');
    if (name !== 'cloud.firestore') throw new RulesSyntaxError(`Unsupported service '${name}'.`, first);
  }

  /** The inside of a service or match block, up to its closing brace. */
  private body(depth: number, allowsAllowed: boolean): Scope {
    const { tokens } = this;
    const scope: Scope = { functions: [], allows: [], matches: [] };
    while (!tokens.isSymbol('}')) {
      if (tokens.isName('match')) scope.matches.push(this.match(depth));
      else if (tokens.isName('function')) scope.functions.push(this.function());
      else if (allowsAllowed && tokens.isName('allow')) scope.allows.push(this.allow());
      else if (tokens.accept(';')) continue;
      else
        tokens.unexpected(allowsAllowed ? "expecting 'match', 'allow' or 'function'" : "expecting 'match'");
    }
    return scope;
  }

  private match(depth: number): MatchStatement {
    const { tokens } = this;
    const first = tokens.current.span;
    if (depth > LIMITS.matchDepth) {
      throw new RulesSyntaxError(`Match blocks may be nested at most ${LIMITS.matchDepth} deep.`, first);
    }
    tokens.expectKeyword('match');
    const pattern = tokens.readRaw(readPattern);
    tokens.expect('{');
    const body = this.body(depth + 1, true);
    tokens.expect('}');
    return { span: tokens.spanSince(first), pattern, ...body };
  }

  private allow(): AllowStatement {
    const { tokens } = this;
    const first = tokens.expectKeyword('allow').span;
    const operations: string[] = [];
    const methods = new Set<AccessMethod>();
    do {
      const parts = OPERATIONS.get(tokens.current.text);
      if (parts === undefined) tokens.unexpected('expecting an operation such as read or write');
      else for (const method of parts) methods.add(method);
      operations.push(tokens.advance().text);
    } while (tokens.accept(','));
    const condition = tokens.accept(':') ? this.condition() : undefined;
    // The next statement ends this one as well as a semicolon does.
    const ended = tokens.isSymbol('}') || tokens.isName('match') || tokens.isName('allow');
    if (!ended) tokens.expect(';');
    else tokens.accept(';');
    return { span: tokens.spanSince(first), operations, methods, condition };
  }

  private condition() {
    const { tokens } = this;
    tokens.expectKeyword('if');
    if (tokens.isSymbol(';') || tokens.isSymbol('}') || tokens.current.kind === 'end') {
      throw new RulesSyntaxError("Missing conditional expression after 'if'.", tokens.current.span);
    }
    return this.expressions.parse();
  }

  private function(): FunctionDeclaration {
    const { tokens } = this;
    const first = tokens.expectKeyword('function').span;
    const name = tokens.expectName('a function name').text;
    tokens.expect('(');
    const parameters: { name: string; span: Span }[] = [];
    while (!tokens.isSymbol(')')) {
      const parameter = tokens.expectName('a parameter name');
      parameters.push({ name: parameter.text, span: parameter.span });
      if (!tokens.accept(',')) break;
    }
    tokens.expect(')');
    tokens.expect('{');
    const lets: LetStatement[] = [];
    while (tokens.isName('let')) lets.push(this.let());
    tokens.expectKeyword('return');
    const result = this.expressions.parse();
    tokens.accept(';');
    tokens.expect('}');
    return { span: tokens.spanSince(first), name, parameters, lets, result };
  }

  private let(): LetStatement {
    const { tokens } = this;
    const first = tokens.expectKeyword('let').span;
    const name = tokens.expectName('a variable name').text;
    tokens.expect('=');
    const value = this.expressions.parse();
    tokens.expect(';');
    return { span: tokens.spanSince(first), name, value };
  }
}

/**
 * Parses a rules text into its tree.
 * @throws RulesSyntaxError at the first thing that is not in the grammar, or nested too deep
 */
export const parseRules = (source: string): RulesFile => new StatementParser(source).file();
