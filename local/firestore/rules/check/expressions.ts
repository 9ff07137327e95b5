import { compilePattern, expandedSize } from '../library/regex.ts';
import { findGlobal, findNamespaced, isNamespace } from '../library/registry.ts';
import type { Expression, MethodExpression } from '../syntax/ast.ts';
import { TYPE_TESTS } from '../values/types.ts';
import type { IssueList } from './issues.ts';
import { findFunction, findVariable, type Scope } from './program.ts';
import { walk } from './walk.ts';

const CONTEXT_NAMES = new Set(['request', 'resource']);
const READ_FUNCTIONS = new Set(['get', 'exists', 'getAfter', 'existsAfter']);
const PATTERN_METHODS = new Set(['matches', 'split', 'replace']);

/** Expanded size of all regular expressions of one ruleset: compiling them must not stall the server. */
const MAX_PATTERNS = 200_000;

/** What a place in the text can see besides the scope: parameters and lets of the enclosing function. */
export interface Visible {
  readonly scope: Scope;
  readonly locals: ReadonlySet<string>;
}

/** Checks expressions against the names in scope. One instance serves a whole ruleset. */
export class ExpressionChecker {
  private readonly issues: IssueList;
  private readonly withDebug: boolean;
  private patterns = 0;

  constructor(issues: IssueList, withDebug: boolean) {
    this.issues = issues;
    this.withDebug = withDebug;
  }

  check(expression: Expression, visible: Visible): void {
    const namespaces = new Set<Expression>();
    walk(expression, node => {
      switch (node.kind) {
        case 'name':
          if (!namespaces.has(node) && !this.isVisible(node.name, visible)) {
            this.issues.warning(`Invalid variable name: ${node.name}.`, node.span);
          }
          break;
        case 'call':
          this.call(node.name, node, visible);
          break;
        case 'method':
          if (this.isNamespaceCall(node, visible)) namespaces.add(node.target);
          this.pattern(node);
          break;
        case 'is':
          if (!TYPE_TESTS.has(node.type)) this.issues.error(`Invalid type: ${node.type}.`, node.typeSpan);
          break;
        default:
          break;
      }
    });
  }

  private isVisible(name: string, { scope, locals }: Visible): boolean {
    return CONTEXT_NAMES.has(name) || locals.has(name) || findVariable(scope, name) !== undefined;
  }

  private call(name: string, node: Expression, { scope }: Visible): void {
    const known =
      findFunction(scope, name) !== undefined ||
      READ_FUNCTIONS.has(name) ||
      findGlobal(name, this.withDebug) !== undefined;
    // Production too deploys such a ruleset with a warning; evaluating the call is an error.
    if (!known) this.issues.warning(`Invalid function name: ${name}.`, node.span);
  }

  private isNamespaceCall(node: MethodExpression, visible: Visible): boolean {
    const { target } = node;
    if (target.kind !== 'name' || !isNamespace(target.name) || this.isVisible(target.name, visible))
      return false;
    if (findNamespaced(target.name, node.name) === undefined) {
      this.issues.warning(`Invalid function name: ${target.name}.${node.name}.`, node.span);
    }
    return true;
  }

  private pattern(node: MethodExpression): void {
    const [argument] = node.args;
    if (!PATTERN_METHODS.has(node.name) || argument?.kind !== 'literal') return;
    if (typeof argument.value !== 'string') return;
    this.patterns += expandedSize(argument.value);
    if (this.patterns > MAX_PATTERNS) {
      this.issues.error('The regular expressions of this ruleset are too large.', argument.span);
      return;
    }
    const compiled = compilePattern(argument.value);
    if ('error' in compiled) this.issues.error(compiled.error, argument.span);
  }
}
