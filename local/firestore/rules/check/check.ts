import type { FunctionDeclaration, MatchStatement, RulesFile } from '../syntax/ast.ts';
import { LIMITS } from '../syntax/limits.ts';
import { checkCalls } from './calls.ts';
import { ExpressionChecker } from './expressions.ts';
import type { IssueList } from './issues.ts';
import type { MatchBlock, Program, ScopedFunction } from './program.ts';

const checkDuplicates = (declarations: readonly FunctionDeclaration[], issues: IssueList): void => {
  const seen = new Set<string>();
  for (const { name, span } of declarations) {
    if (seen.has(name)) issues.error(`Function ${name} is already defined in this scope.`, span);
    seen.add(name);
  }
};

const checkFunction = (
  { declaration, scope }: ScopedFunction,
  expressions: ExpressionChecker,
  issues: IssueList,
): void => {
  const { parameters, lets, result, span } = declaration;
  const locals = new Set<string>();
  if (parameters.length > LIMITS.functionParameters) {
    const limit = LIMITS.functionParameters;
    issues.error(
      `Maximum allowed argument count of ${limit} for a given function has been reached.`,
      parameters[limit]?.span ?? span,
    );
  }
  for (const parameter of parameters) {
    if (locals.has(parameter.name)) issues.error(`Duplicate parameter ${parameter.name}.`, parameter.span);
    locals.add(parameter.name);
  }
  const overflow = lets[LIMITS.lets];
  if (overflow !== undefined) {
    issues.error(
      'Maximum allowed variable count of 10 for a given function has been reached.',
      overflow.span,
    );
  }
  const variables = new Set<string>();
  for (const statement of lets) {
    expressions.check(statement.value, { scope, locals });
    if (variables.has(statement.name)) issues.error(`Duplicate variable ${statement.name}.`, statement.span);
    variables.add(statement.name);
    locals.add(statement.name);
  }
  expressions.check(result, { scope, locals });
};

const checkPattern = (block: MatchBlock, version: 1 | 2, issues: IssueList): void => {
  const { statement, pattern } = block;
  const recursive = statement.pattern.filter(segment => segment.kind === 'recursive').length;
  if (recursive > 1) {
    issues.error('A match path may have at most one recursive wildcard.', statement.span);
  } else if (version === 1 && recursive === 1 && statement.pattern.at(-1)?.kind !== 'recursive') {
    issues.error("In rules_version '1' a recursive wildcard must come last in its path.", statement.span);
  }
  if (pattern.length > LIMITS.pathSegments) {
    issues.error(`A path may have at most ${LIMITS.pathSegments} segments.`, statement.span);
  }
  if (block.variableCount > LIMITS.pathVariables) {
    issues.error(`A path may have at most ${LIMITS.pathVariables} variables.`, statement.span);
  }
};

const scopesOf = function* (file: RulesFile): Iterable<readonly FunctionDeclaration[]> {
  yield file.functions;
  yield file.service.functions;
  const open: MatchStatement[] = [...file.service.matches];
  for (let statement = open.pop(); statement !== undefined; statement = open.pop()) {
    yield statement.functions;
    open.push(...statement.matches);
  }
};

/** Everything that the grammar does not say: names, limits, calls, patterns. */
export const checkProgram = (
  file: RulesFile,
  program: Program,
  issues: IssueList,
  withDebug: boolean,
): void => {
  const expressions = new ExpressionChecker(issues, withDebug);
  for (const declarations of scopesOf(file)) checkDuplicates(declarations, issues);
  for (const block of program.blocks) {
    checkPattern(block, program.version, issues);
    for (const { condition } of block.allows) {
      if (condition !== undefined) expressions.check(condition, { scope: block.scope, locals: new Set() });
    }
  }
  for (const fn of program.functions) checkFunction(fn, expressions, issues);
  checkCalls(program, issues);
};
