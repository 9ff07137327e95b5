import type { Expression, FunctionDeclaration } from '../syntax/ast.ts';
import { LIMITS } from '../syntax/limits.ts';
import type { IssueList } from './issues.ts';
import { findFunction, type Program, type ScopedFunction } from './program.ts';
import { walk } from './walk.ts';

interface Call {
  readonly expression: Expression;
  readonly callee: FunctionDeclaration;
}

const callsOf = ({ declaration, scope }: ScopedFunction): Call[] => {
  const calls: Call[] = [];
  const note = (expression: Expression) => {
    if (expression.kind !== 'call') return;
    const callee = findFunction(scope, expression.name)?.declaration;
    if (callee !== undefined) calls.push({ expression, callee });
  };
  for (const statement of declaration.lets) walk(statement.value, note);
  walk(declaration.result, note);
  return calls;
};

/** The longest chain of calls that starts at a function, and where it goes next. */
interface Chain {
  readonly length: number;
  readonly next: FunctionDeclaration | undefined;
}

/**
 * Refuses recursion (mutual too, and of functions that nobody calls) and chains of calls that are too long.
 * Walks without recursion of its own: a text can chain thousands of functions.
 */
export const checkCalls = (program: Program, issues: IssueList): void => {
  const graph = new Map(program.functions.map(fn => [fn.declaration, callsOf(fn)] as const));
  const chains = new Map<FunctionDeclaration, Chain>();
  const active = new Set<FunctionDeclaration>();
  let recursive = false;

  const visit = (root: FunctionDeclaration) => {
    const stack = [{ fn: root, next: 0 }];
    active.add(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const calls = graph.get(top.fn) ?? [];
      const call = calls[top.next];
      top.next += 1;
      if (call === undefined) {
        chains.set(top.fn, longest(calls));
        active.delete(top.fn);
        stack.pop();
      } else if (active.has(call.callee)) {
        recursive = true;
        issues.error('Recursive call is not allowed.', call.expression.span);
      } else if (!chains.has(call.callee)) {
        active.add(call.callee);
        stack.push({ fn: call.callee, next: 0 });
      }
    }
  };

  const longest = (calls: readonly Call[]): Chain => {
    let best: Chain = { length: 1, next: undefined };
    for (const { callee } of calls) {
      const length = (chains.get(callee)?.length ?? 0) + 1;
      if (length > best.length) best = { length, next: callee };
    }
    return best;
  };

  for (const { declaration } of program.functions) if (!chains.has(declaration)) visit(declaration);
  if (!recursive) reportLongest(program, chains, issues);
};

const reportLongest = (
  program: Program,
  chains: ReadonlyMap<FunctionDeclaration, Chain>,
  issues: IssueList,
): void => {
  const tooLong = program.functions.find(
    ({ declaration }) => (chains.get(declaration)?.length ?? 0) > LIMITS.callChain,
  );
  if (tooLong === undefined) return;
  const names: string[] = [];
  let at: FunctionDeclaration | undefined = tooLong.declaration;
  while (at !== undefined && names.length <= LIMITS.callChain) {
    names.push(at.name);
    at = chains.get(at)?.next;
  }
  issues.error(
    `Maximum allowed call depth of 20 is reached for [${names.join('->')}] call stack.`,
    tooLong.declaration.span,
  );
};
