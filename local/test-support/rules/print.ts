import type { Expression } from '../../firestore/rules/syntax/ast.ts';

/** Writes a string as a literal that reads back to the same text. */
const quote = (text: string): string => {
  let out = "'";
  for (const unit of text.split('')) {
    const code = unit.charCodeAt(0);
    if (unit === "'" || unit === '\\') out += `\\${unit}`;
    else if (code < 32 || code > 126) out += `\\u${code.toString(16).padStart(4, '0')}`;
    else out += unit;
  }
  return `${out}'`;
};

const literal = (value: null | boolean | bigint | number | string): string => {
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'number') return String(value);
  const text = String(value);
  if (/[.e]/.test(text)) return text;
  return `${text}.0`;
};

const all = (expressions: readonly Expression[]): string => expressions.map(printExpression).join(', ');

/**
 * Writes an expression as text that parses back to the same tree. Parentheses are nodes of the tree, so none
 * are added.
 */
export const printExpression = (expression: Expression): string => {
  switch (expression.kind) {
    case 'literal':
      return literal(expression.value);
    case 'name':
      return expression.name;
    case 'list':
      return `[${all(expression.items)}]`;
    case 'map':
      return `{${expression.entries.map(({ key, value }) => `${quote(key)}: ${printExpression(value)}`).join(', ')}}`;
    case 'path':
      return expression.segments
        .map(segment => (typeof segment === 'string' ? `/${segment}` : `/$(${printExpression(segment)})`))
        .join('');
    case 'member':
      return `${printExpression(expression.target)}.${expression.name}`;
    case 'index':
      return `${printExpression(expression.target)}[${printExpression(expression.index)}]`;
    case 'slice': {
      const { target, from, to } = expression;
      return `${printExpression(target)}[${printExpression(from)}:${printExpression(to)}]`;
    }
    case 'call':
      return `${expression.name}(${all(expression.args)})`;
    case 'method':
      return `${printExpression(expression.target)}.${expression.name}(${all(expression.args)})`;
    case 'unary':
      return `${expression.operator}${printExpression(expression.operand)}`;
    case 'binary': {
      const { left, operator, right } = expression;
      return `${printExpression(left)} ${operator} ${printExpression(right)}`;
    }
    case 'is':
      return `${printExpression(expression.operand)} is ${expression.type}`;
    case 'conditional': {
      const { condition, whenTrue, whenFalse } = expression;
      return `${printExpression(condition)} ? ${printExpression(whenTrue)} : ${printExpression(whenFalse)}`;
    }
    case 'group':
      return `(${printExpression(expression.inner)})`;
  }
};
