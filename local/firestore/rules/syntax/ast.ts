import type { Span } from './position.ts';

export type BinaryOperator =
  | '||'
  | '&&'
  | '=='
  | '!='
  | 'in'
  | '<'
  | '<='
  | '>'
  | '>='
  | '+'
  | '-'
  | '*'
  | '/'
  | '%';

interface Node {
  /** Number of this expression within its ruleset; coverage counts by it. */
  readonly id: number;
  readonly span: Span;
  /** Height of the tree below and including this node: production refuses trees that are too deep. */
  readonly depth: number;
}

export interface LiteralExpression extends Node {
  readonly kind: 'literal';
  readonly value: null | boolean | bigint | number | string;
}

export interface ListExpression extends Node {
  readonly kind: 'list';
  readonly items: readonly Expression[];
}

export interface MapExpression extends Node {
  readonly kind: 'map';
  readonly entries: readonly { readonly key: string; readonly value: Expression }[];
}

/** `/a/$(x)/b`: a string is a literal segment, an expression one that is filled in. */
export interface PathExpression extends Node {
  readonly kind: 'path';
  readonly segments: readonly (string | Expression)[];
}

export interface NameExpression extends Node {
  readonly kind: 'name';
  readonly name: string;
}

export interface MemberExpression extends Node {
  readonly kind: 'member';
  readonly target: Expression;
  readonly name: string;
}

export interface IndexExpression extends Node {
  readonly kind: 'index';
  readonly target: Expression;
  readonly index: Expression;
}

export interface SliceExpression extends Node {
  readonly kind: 'slice';
  readonly target: Expression;
  readonly from: Expression;
  readonly to: Expression;
}

/** `f(a, b)`. */
export interface CallExpression extends Node {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
}

/** `x.f(a)`; also `math.abs(a)`, whose target is the name of a namespace. */
export interface MethodExpression extends Node {
  readonly kind: 'method';
  readonly target: Expression;
  readonly name: string;
  /** Where the method's name stands: wrong arguments are reported there. */
  readonly nameSpan: Span;
  readonly args: readonly Expression[];
}

export interface UnaryExpression extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  /** Where the operator stands: wrong operands are reported there. */
  readonly operatorSpan: Span;
  readonly left: Expression;
  readonly right: Expression;
}

export interface IsExpression extends Node {
  readonly kind: 'is';
  readonly operand: Expression;
  readonly type: string;
  readonly typeSpan: Span;
}

export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** Parentheses. They cost no evaluation, but count as one level of nesting. */
export interface GroupExpression extends Node {
  readonly kind: 'group';
  readonly inner: Expression;
}

export type Expression =
  | LiteralExpression
  | ListExpression
  | MapExpression
  | PathExpression
  | NameExpression
  | MemberExpression
  | IndexExpression
  | SliceExpression
  | CallExpression
  | MethodExpression
  | UnaryExpression
  | BinaryExpression
  | IsExpression
  | ConditionalExpression
  | GroupExpression;

export type AccessMethod = 'get' | 'list' | 'create' | 'update' | 'delete';

export interface AllowStatement {
  readonly span: Span;
  /** As written: `read` and `write` stand for their parts. */
  readonly operations: readonly string[];
  readonly methods: ReadonlySet<AccessMethod>;
  /** undefined: always allowed. */
  readonly condition: Expression | undefined;
}

export interface LetStatement {
  readonly span: Span;
  readonly name: string;
  readonly value: Expression;
}

export interface FunctionDeclaration {
  readonly span: Span;
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly span: Span }[];
  readonly lets: readonly LetStatement[];
  readonly result: Expression;
}

export type PatternSegment =
  | { readonly kind: 'literal'; readonly text: string }
  /** `{name}`: exactly one segment. */
  | { readonly kind: 'single'; readonly name: string }
  /** `{name=**}`: the rest, or any number of segments in between. */
  | { readonly kind: 'recursive'; readonly name: string };

export interface MatchStatement {
  readonly span: Span;
  readonly pattern: readonly PatternSegment[];
  readonly functions: readonly FunctionDeclaration[];
  readonly allows: readonly AllowStatement[];
  readonly matches: readonly MatchStatement[];
}

export interface RulesFile {
  readonly version: 1 | 2;
  /** Functions at file scope. */
  readonly functions: readonly FunctionDeclaration[];
  readonly service: {
    readonly span: Span;
    readonly functions: readonly FunctionDeclaration[];
    readonly matches: readonly MatchStatement[];
  };
  /** Every expression, by its id. */
  readonly expressions: readonly Expression[];
}
