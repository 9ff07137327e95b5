import type { Expression } from './ast.ts';
import { LIMITS, TOO_COMPLEX } from './limits.ts';
import { RulesSyntaxError } from './position.ts';

type Draft<T> = T extends Expression ? Omit<T, 'id' | 'depth'> : never;

const deepest = (children: readonly Expression[]): number => {
  let depth = 0;
  for (const child of children) depth = Math.max(depth, child.depth);
  return depth;
};

/** The expressions directly below one. */
export const childrenOf = (node: Draft<Expression>): readonly Expression[] => {
  switch (node.kind) {
    case 'literal':
    case 'name':
      return [];
    case 'list':
      return node.items;
    case 'map':
      return node.entries.map(entry => entry.value);
    case 'path':
      return node.segments.filter(segment => typeof segment !== 'string');
    case 'member':
      return [node.target];
    case 'index':
      return [node.target, node.index];
    case 'slice':
      return [node.target, node.from, node.to];
    case 'call':
      return node.args;
    case 'method':
      return [node.target, ...node.args];
    case 'unary':
    case 'is':
      return [node.operand];
    case 'binary':
      return [node.left, node.right];
    case 'conditional':
      return [node.condition, node.whenTrue, node.whenFalse];
    case 'group':
      return [node.inner];
  }
};

/**
 * Numbers expressions as they are built and refuses one that is nested too deep, so that nothing that walks
 * the tree later can overflow the stack.
 */
export class ExpressionBuilder {
  readonly expressions: Expression[] = [];

  add(draft: Draft<Expression>): Expression {
    const depth = deepest(childrenOf(draft)) + 1;
    if (depth > LIMITS.expressionDepth) throw new RulesSyntaxError(TOO_COMPLEX, draft.span);
    const node: Expression = { ...draft, id: this.expressions.length, depth };
    this.expressions.push(node);
    return node;
  }
}
