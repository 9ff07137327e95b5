import type { Expression } from '../syntax/ast.ts';
import { childrenOf } from '../syntax/builder.ts';

/** Visits an expression and everything below it; the nesting limit bounds the recursion. */
export const walk = (expression: Expression, visit: (expression: Expression) => void): void => {
  visit(expression);
  for (const child of childrenOf(expression)) walk(child, visit);
};
