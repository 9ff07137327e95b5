import { compileRules } from '../../../local/firestore/rules/compile-rules.ts';
import type {
  BinaryOperator,
  Expression,
  ListExpression,
} from '../../../local/firestore/rules/syntax/ast.ts';

/** The rules with one thing changed. */
export interface Mutant {
  readonly line: number;
  readonly column: number;
  /** What was changed, such as "`isNow(x)` → `true`". */
  readonly change: string;
  readonly source: string;
}

const LOGICAL: ReadonlySet<BinaryOperator> = new Set(['||', '&&', '==', '!=', 'in', '<', '<=', '>', '>=']);
const BOOLEAN_METHODS = new Set(['hasAll', 'hasOnly', 'hasAny', 'matches']);
/** The functions of the rules that answer something else than yes or no. */
const OTHER_FUNCTIONS = new Set(['after']);
/** A boundary moved by the least that it can be. */
const SHIFTED: Partial<Record<BinaryOperator, BinaryOperator>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
};
const SWAPPED: Partial<Record<BinaryOperator, BinaryOperator>> = { '&&': '||', '||': '&&' };

function isCondition(expression: Expression): boolean {
  switch (expression.kind) {
    case 'binary':
      return LOGICAL.has(expression.operator);
    case 'unary':
      return expression.operator === '!';
    case 'is':
      return true;
    case 'call':
      return !OTHER_FUNCTIONS.has(expression.name);
    case 'method':
      return BOOLEAN_METHODS.has(expression.name);
    default:
      return false;
  }
}

/**
 * Every mutant of a rules text: each condition negated and dropped, each boundary and each connective moved to its
 * neighbour, each entry of a list left out, each number one larger.
 */
export function mutantsOf(source: string): Mutant[] {
  const compiled = compileRules(source);
  if (!compiled.ok) throw new Error('The rules do not compile.');
  const text = ({ span }: Expression) => source.slice(span.start, span.end);
  const mutants = compiled.ruleset.file.expressions.flatMap(expression => {
    const { span } = expression;
    const replaced = (by: string): Mutant => ({
      line: span.line,
      column: span.column,
      change: `${oneLine(text(expression))} → ${oneLine(by)}`,
      source: source.slice(0, span.start) + by + source.slice(span.end),
    });
    return replacements(expression, text).map(replaced);
  });
  return mutants.filter(mutant => compileRules(mutant.source).ok);
}

function replacements(expression: Expression, text: (part: Expression) => string): string[] {
  const found = isCondition(expression) ? [`!(${text(expression)})`, 'true'] : [];
  if (expression.kind === 'binary') {
    const { operator, left, right } = expression;
    for (const other of [SHIFTED[operator], SWAPPED[operator]]) {
      if (other) found.push(`(${text(left)} ${other} ${text(right)})`);
    }
  }
  if (expression.kind === 'list') found.push(...shorter(expression, text));
  if (expression.kind === 'literal' && typeof expression.value === 'bigint')
    found.push(`${expression.value + 1n}`);
  return found;
}

const shorter = ({ items }: ListExpression, text: (part: Expression) => string): string[] =>
  items.map(
    (_, left) =>
      `[${items
        .filter((_, index) => index !== left)
        .map(text)
        .join(', ')}]`,
  );

const oneLine = (code: string): string => {
  const line = code.replaceAll(/\s+/g, ' ');
  return line.length > 90 ? `${line.slice(0, 87)}…` : line;
};
