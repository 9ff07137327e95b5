import type { Expression, FunctionDeclaration, MatchStatement, RulesFile } from '../syntax/ast.ts';

function* ofFunction(declaration: FunctionDeclaration): Iterable<Expression> {
  for (const statement of declaration.lets) yield statement.value;
  yield declaration.result;
}

function* ofMatch(statement: MatchStatement): Iterable<Expression> {
  for (const { condition } of statement.allows) if (condition !== undefined) yield condition;
  for (const declaration of statement.functions) yield* ofFunction(declaration);
  for (const child of statement.matches) yield* ofMatch(child);
}

/** Every outermost expression of a file (conditions, lets, results of functions) in the order of the text. */
export const rootExpressions = ({ functions, service }: RulesFile): Expression[] => {
  const roots: Expression[] = [];
  for (const declaration of [...functions, ...service.functions]) roots.push(...ofFunction(declaration));
  for (const statement of service.matches) roots.push(...ofMatch(statement));
  return roots.sort((a, b) => a.span.start - b.span.start);
};
