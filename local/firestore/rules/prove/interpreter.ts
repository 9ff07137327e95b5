import { findFunction, findVariable, type Scope, type ScopedFunction } from '../check/program.ts';
import type { CoverageCounts } from '../coverage/counts.ts';
import { slice } from '../evaluate/access.ts';
import type { EvaluationBudget } from '../evaluate/budget.ts';
import { applyBinary, applyUnary } from '../evaluate/operators.ts';
import type { ReadLog } from '../evaluate/reads.ts';
import { findGlobal, findNamespaced, isNamespace } from '../library/registry.ts';
import { callBuiltin, functionNotFound, unsupported } from '../library/signature.ts';
import type { BinaryExpression, CallExpression, Expression, MethodExpression } from '../syntax/ast.ts';
import type { Position } from '../syntax/position.ts';
import { fail } from '../values/evaluation-error.ts';
import { TYPE_TESTS, typeOf } from '../values/types.ts';
import { StoredMap } from '../values/value.ts';
import {
  type Abstract,
  asTruth,
  canFail,
  failed,
  fromOutcome,
  known,
  listOf,
  OPAQUE,
  settle,
  truth,
  typesOf,
  withFailure,
  withoutFailure,
} from './abstract.ts';
import type { DocumentFacts } from './document-facts.ts';
import { bothOf, eitherOf, join } from './logic.ts';
import { abstractMethod, knownValues } from './methods.ts';
import { abstractElement, abstractMember, abstractPath, mapField } from './paths.ts';
import { equality, membership, not, ordering } from './relations.ts';
import { overlap, within } from './type-sets.ts';

/** What the rules of one match block can see while they are proven. */
export interface ProofContext {
  readonly facts: DocumentFacts;
  readonly request: Abstract;
  readonly resource: Abstract;
  readonly variables: readonly Abstract[];
}

/** What proving one query shares. */
export interface ProofServices {
  readonly reads: ReadLog;
  readonly budget: EvaluationBudget;
  readonly coverage: CoverageCounts;
  readonly withDebug: boolean;
}

interface Visible {
  readonly scope: Scope;
  readonly locals: ReadonlyMap<string, Abstract>;
}

const READ_FUNCTIONS = new Set(['get', 'exists', 'getAfter', 'existsAfter']);
const NO_LOCALS: ReadonlyMap<string, Abstract> = new Map();

/**
 * Evaluates conditions over all documents that one branch of a query can return, at once. Whatever the query
 * does not fix stays open; the result says which outcomes are possible.
 */
export class AbstractInterpreter {
  private readonly context: ProofContext;
  private readonly reads: ReadLog;
  private readonly coverage: CoverageCounts;
  private readonly withDebug: boolean;
  private readonly budget: EvaluationBudget;
  /** The first place that the query leaves open. */
  open: Position | undefined = undefined;

  constructor(context: ProofContext, { reads, budget, coverage, withDebug }: ProofServices) {
    this.context = context;
    this.reads = reads;
    this.budget = budget;
    this.coverage = coverage;
    this.withDebug = withDebug;
  }

  /** A condition of a match block. */
  condition(expression: Expression, scope: Scope): Abstract {
    return this.evaluate(expression, { scope, locals: NO_LOCALS });
  }

  private evaluate(expression: Expression, visible: Visible): Abstract {
    if (expression.kind === 'group') return this.evaluate(expression.inner, visible);
    this.budget.spend(1);
    const value = this.bare(expression, visible);
    if (value.kind === 'failed') value.error.locate(expression.span);
    if (value.kind === 'known') this.coverage.record(expression.id, value.value);
    else if (value.kind === 'failed') this.coverage.record(expression.id, value.error);
    else if (value.kind === 'symbolic' || value.kind === 'truth') this.open ??= expression.span;
    return value;
  }

  private bare(expression: Exclude<Expression, { kind: 'group' }>, visible: Visible): Abstract {
    const { facts } = this.context;
    switch (expression.kind) {
      case 'literal':
        return known(expression.value);
      case 'name':
        return this.name(expression.name, visible);
      case 'list':
        return this.strict(expression.items, visible, listOf);
      case 'map': {
        const values = expression.entries.map(entry => entry.value);
        return this.strict(values, visible, parts => {
          const all = knownValues(parts);
          if (all === undefined) return OPAQUE;
          return known(
            new StoredMap(expression.entries.map(({ key }, index) => [key, all[index] ?? null] as const)),
          );
        });
      }
      case 'path': {
        const parts = expression.segments.map(segment =>
          typeof segment === 'string' ? known(segment) : this.evaluate(segment, visible),
        );
        return this.combine(parts, abstractPath);
      }
      case 'member':
        return this.strict([expression.target], visible, ([target = OPAQUE]) =>
          abstractMember(target, expression.name, facts),
        );
      case 'index':
        return this.strict(
          [expression.target, expression.index],
          visible,
          ([target = OPAQUE, index = OPAQUE]) => abstractElement(target, index, facts),
        );
      case 'slice': {
        const { target, from, to } = expression;
        return this.strict([target, from, to], visible, parts => {
          const [value, first, last] = knownValues(parts) ?? [];
          if (value === undefined || first === undefined || last === undefined) return OPAQUE;
          return fromOutcome(slice(value, first, last));
        });
      }
      case 'unary':
        return this.strict([expression.operand], visible, ([operand = OPAQUE]) => {
          if (operand.kind === 'known') return fromOutcome(applyUnary(expression.operator, operand.value));
          return expression.operator === '!' ? settle(not(asTruth(operand))) : OPAQUE;
        });
      case 'is':
        return this.strict([expression.operand], visible, ([operand = OPAQUE]) => {
          const tested = new Set(TYPE_TESTS.get(expression.type) ?? []);
          const types = typesOf(operand);
          return settle(truth(overlap(types, tested), !within(types, tested)));
        });
      case 'conditional':
        return this.conditional(expression, visible);
      case 'binary':
        return this.binary(expression, visible);
      case 'call':
        return this.call(expression, visible);
      case 'method':
        return this.method(expression, visible);
    }
  }

  /** Evaluates operands that are all needed, and applies something to them where none fails. */
  private strict(
    operands: readonly Expression[],
    visible: Visible,
    apply: (operands: readonly Abstract[]) => Abstract,
  ): Abstract {
    const values: Abstract[] = [];
    for (const operand of operands) {
      const value = this.evaluate(operand, visible);
      if (value.kind === 'failed') return value;
      values.push(value);
    }
    return this.combine(values, apply);
  }

  private combine(values: readonly Abstract[], apply: (operands: readonly Abstract[]) => Abstract): Abstract {
    const failing = values.find(value => value.kind === 'failed');
    if (failing !== undefined) return failing;
    const result = apply(values.map(withoutFailure));
    return values.some(canFail) ? withFailure(result) : result;
  }

  private binary(expression: BinaryExpression, visible: Visible): Abstract {
    const { operator, left, right, operatorSpan } = expression;
    if (operator === '&&' || operator === '||') {
      const combine = operator === '&&' ? bothOf : eitherOf;
      return combine(this.evaluate(left, visible), () => {
        this.budget.spend(1);
        return this.evaluate(right, visible);
      });
    }
    const result = this.strict([left, right], visible, ([a = OPAQUE, b = OPAQUE]) => {
      if (a.kind === 'known' && b.kind === 'known')
        return fromOutcome(applyBinary(operator, a.value, b.value));
      switch (operator) {
        case '==':
          return settle(equality(a, b));
        case '!=':
          return settle(not(equality(a, b)));
        case 'in':
          return this.memberOf(a, b);
        case '<':
        case '<=':
        case '>':
        case '>=':
          return this.settled(ordering(operator, a, b));
        default:
          return OPAQUE;
      }
    });
    if (result.kind === 'failed') result.error.locate(operatorSpan);
    return result;
  }

  private settled(value: Abstract): Abstract {
    return value.kind === 'truth' ? settle(value) : value;
  }

  private memberOf(element: Abstract, container: Abstract): Abstract {
    const field = mapField(container);
    const keys: Abstract | undefined =
      field !== undefined
        ? { kind: 'keys', includes: this.context.facts.keysAt(field) }
        : container.kind === 'record'
          ? known([...container.properties.keys()])
          : undefined;
    if (keys === undefined) return this.settled(membership(element, container));
    if (element.kind !== 'known') return truth(true, true, true);
    if (typeof element.value !== 'string')
      return failed(unsupported(`${typeOf(element.value)} in map`, 'string in map'));
    if (keys.kind === 'known') return fromOutcome(applyBinary('in', element.value, keys.value));
    return this.settled(membership(element, keys));
  }

  private conditional(expression: Extract<Expression, { kind: 'conditional' }>, visible: Visible): Abstract {
    this.budget.spend(1);
    const condition = this.evaluate(expression.condition, visible);
    if (condition.kind === 'failed') return condition;
    const { mayBeTrue, mayBeFalse, mayFail } = asTruth(condition);
    const chosen: Abstract[] = [];
    if (mayBeTrue) chosen.push(this.evaluate(expression.whenTrue, visible));
    if (mayBeFalse) chosen.push(this.evaluate(expression.whenFalse, visible));
    const [first = failed(fail('The condition is not a boolean.')), second] = chosen;
    const result = second === undefined ? first : join(first, second);
    return mayFail ? withFailure(result) : result;
  }

  private name(name: string, { scope, locals }: Visible): Abstract {
    const local = locals.get(name);
    if (local !== undefined) return local;
    const variable = findVariable(scope, name);
    if (variable !== undefined) return this.context.variables[variable] ?? OPAQUE;
    if (name === 'request') return this.context.request;
    if (name === 'resource') return this.context.resource;
    return failed(fail(`Variable not found error: Name: [${name}].`));
  }

  private call(expression: CallExpression, visible: Visible): Abstract {
    const { name, args } = expression;
    const declared = findFunction(visible.scope, name);
    if (declared !== undefined) {
      if (declared.declaration.parameters.length !== args.length) return failed(functionNotFound(name));
      return this.strict(args, visible, values => this.userCall(declared, values));
    }
    const builtin = findGlobal(name, this.withDebug);
    if (builtin === undefined && !READ_FUNCTIONS.has(name)) return failed(functionNotFound(name));
    return this.strict(args, visible, values => {
      const all = knownValues(values);
      if (builtin === undefined) {
        if (all !== undefined) return fromOutcome(this.reads.call(name, all));
        return name.startsWith('exists') ? truth(true, true, true) : OPAQUE;
      }
      if (all !== undefined) return fromOutcome(callBuiltin(builtin, name, all));
      return name === 'debug' ? (values[0] ?? OPAQUE) : OPAQUE;
    });
  }

  private userCall({ declaration, scope }: ScopedFunction, args: readonly Abstract[]): Abstract {
    const locals = new Map<string, Abstract>();
    let mayFail = false;
    declaration.parameters.forEach(({ name }, index) => {
      locals.set(name, args[index] ?? OPAQUE);
    });
    for (const statement of declaration.lets) {
      const value = this.evaluate(statement.value, { scope, locals: new Map(locals) });
      if (value.kind === 'failed') return value;
      mayFail ||= canFail(value);
      locals.set(statement.name, withoutFailure(value));
    }
    const result = this.evaluate(declaration.result, { scope, locals });
    return mayFail ? withFailure(result) : result;
  }

  private method(expression: MethodExpression, visible: Visible): Abstract {
    const { target, name, nameSpan, args } = expression;
    if (target.kind === 'name' && isNamespace(target.name) && !this.isVisible(target.name, visible)) {
      const label = `${target.name}.${name}`;
      const builtin = findNamespaced(target.name, name);
      if (builtin === undefined) return failed(functionNotFound(label));
      return this.strict(args, visible, values => {
        const all = knownValues(values);
        return all === undefined ? OPAQUE : fromOutcome(callBuiltin(builtin, label, all));
      });
    }
    const result = this.strict([target, ...args], visible, ([self = OPAQUE, ...rest]) =>
      this.settled(abstractMethod(self, name, rest, this.context.facts)),
    );
    if (result.kind === 'failed') result.error.locate(nameSpan);
    return result;
  }

  private isVisible(name: string, { scope, locals }: Visible): boolean {
    return locals.has(name) || findVariable(scope, name) !== undefined;
  }
}
