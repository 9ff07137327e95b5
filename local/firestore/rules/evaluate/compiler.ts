import { findFunction, findVariable, type Scope, type ScopedFunction } from '../check/program.ts';
import type { CoverageCounts } from '../coverage/counts.ts';
import { findGlobal, findMethod, findNamespaced, isNamespace } from '../library/registry.ts';
import { callBuiltin, callMethod, functionNotFound } from '../library/signature.ts';
import type { BinaryExpression, CallExpression, Expression, MethodExpression } from '../syntax/ast.ts';
import { EvaluationError, fail } from '../values/evaluation-error.ts';
import { isOfType, typeOf } from '../values/types.ts';
import { StoredMap, type Value } from '../values/value.ts';
import { buildPath, element, member, slice } from './access.ts';
import type { Evaluation, Evaluator } from './evaluation.ts';
import { choose, shortCircuit } from './logic.ts';
import { applyBinary, applyUnary } from './operators.ts';

/** Names visible at a place: the scope, and the slots of parameters and lets. */
interface Visible {
  readonly scope: Scope;
  readonly locals: ReadonlyMap<string, number>;
}

const READ_FUNCTIONS = new Set(['get', 'exists', 'getAfter', 'existsAfter']);

/** The values of several expressions in order, or the first error among them. */
const evaluateAll = (evaluators: readonly Evaluator[], evaluation: Evaluation): Value[] | EvaluationError => {
  const values: Value[] = [];
  for (const evaluator of evaluators) {
    const value = evaluator(evaluation);
    if (value instanceof EvaluationError) return value;
    values.push(value);
  }
  return values;
};

/** Turns expressions into closures. Every function of the ruleset is compiled once, when first called. */
export class ExpressionCompiler {
  private readonly coverage: CoverageCounts;
  private readonly withDebug: boolean;
  private readonly functions = new Map<ScopedFunction, Evaluator>();

  constructor(coverage: CoverageCounts, withDebug: boolean) {
    this.coverage = coverage;
    this.withDebug = withDebug;
  }

  /** A condition of a match block. */
  condition(expression: Expression, scope: Scope): Evaluator {
    return this.compile(expression, { scope, locals: new Map() });
  }

  private compile(expression: Expression, visible: Visible): Evaluator {
    if (expression.kind === 'group') {
      const inner = this.compile(expression.inner, visible);
      return evaluation => this.record(expression, inner(evaluation));
    }
    const evaluator = this.bare(expression, visible);
    const { id, span } = expression;
    const { coverage } = this;
    return evaluation => {
      evaluation.spend(1);
      const outcome = evaluator(evaluation);
      if (outcome instanceof EvaluationError) outcome.locate(span);
      coverage.record(id, outcome);
      return outcome;
    };
  }

  private record(expression: Expression, outcome: ReturnType<Evaluator>): ReturnType<Evaluator> {
    this.coverage.record(expression.id, outcome);
    return outcome;
  }

  private bare(expression: Exclude<Expression, { kind: 'group' }>, visible: Visible): Evaluator {
    switch (expression.kind) {
      case 'literal': {
        const { value } = expression;
        return () => value;
      }
      case 'name':
        return this.name(expression.name, visible);
      case 'list': {
        const items = this.compileAll(expression.items, visible);
        return evaluation => evaluateAll(items, evaluation);
      }
      case 'map': {
        const keys = expression.entries.map(entry => entry.key);
        const values = this.compileAll(
          expression.entries.map(entry => entry.value),
          visible,
        );
        return evaluation => {
          const evaluated = evaluateAll(values, evaluation);
          if (evaluated instanceof EvaluationError) return evaluated;
          return new StoredMap(keys.map((key, index) => [key, evaluated[index] ?? null] as const));
        };
      }
      case 'path': {
        const parts = expression.segments.map(segment =>
          typeof segment === 'string' ? () => segment : this.compile(segment, visible),
        );
        return evaluation => {
          const evaluated = evaluateAll(parts, evaluation);
          return evaluated instanceof EvaluationError ? evaluated : buildPath(evaluated);
        };
      }
      case 'member': {
        const target = this.compile(expression.target, visible);
        const { name } = expression;
        return evaluation => {
          const value = target(evaluation);
          return value instanceof EvaluationError ? value : member(value, name);
        };
      }
      case 'index':
        return this.strict([expression.target, expression.index], visible, (target, index) =>
          element(target, index),
        );
      case 'slice': {
        const { target, from, to } = expression;
        const parts = this.compileAll([target, from, to], visible);
        return evaluation => {
          const values = evaluateAll(parts, evaluation);
          if (values instanceof EvaluationError) return values;
          return slice(values[0] ?? null, values[1] ?? null, values[2] ?? null);
        };
      }
      case 'unary': {
        const operand = this.compile(expression.operand, visible);
        const { operator } = expression;
        return evaluation => {
          const value = operand(evaluation);
          return value instanceof EvaluationError ? value : applyUnary(operator, value);
        };
      }
      case 'is': {
        const operand = this.compile(expression.operand, visible);
        const { type } = expression;
        return evaluation => {
          const value = operand(evaluation);
          return value instanceof EvaluationError ? value : isOfType(value, type);
        };
      }
      case 'conditional':
        return choose(
          this.compile(expression.condition, visible),
          this.compile(expression.whenTrue, visible),
          this.compile(expression.whenFalse, visible),
        );
      case 'binary':
        return this.binary(expression, visible);
      case 'call':
        return this.call(expression, visible);
      case 'method':
        return this.method(expression, visible);
    }
  }

  private compileAll(expressions: readonly Expression[], visible: Visible): Evaluator[] {
    return expressions.map(expression => this.compile(expression, visible));
  }

  /** Two operands, both needed. */
  private strict(
    [first, second]: readonly [Expression, Expression],
    visible: Visible,
    apply: (first: Value, second: Value) => ReturnType<Evaluator>,
  ): Evaluator {
    const left = this.compile(first, visible);
    const right = this.compile(second, visible);
    return evaluation => {
      const a = left(evaluation);
      if (a instanceof EvaluationError) return a;
      const b = right(evaluation);
      return b instanceof EvaluationError ? b : apply(a, b);
    };
  }

  private binary(expression: BinaryExpression, visible: Visible): Evaluator {
    const { operator, operatorSpan, left, right } = expression;
    if (operator === '&&' || operator === '||') {
      return shortCircuit(operator, this.compile(left, visible), this.compile(right, visible));
    }
    return this.strict([left, right], visible, (a, b) => {
      const outcome = applyBinary(operator, a, b);
      return outcome instanceof EvaluationError ? outcome.locate(operatorSpan) : outcome;
    });
  }

  private name(name: string, { scope, locals }: Visible): Evaluator {
    const slot = locals.get(name);
    if (slot !== undefined) return evaluation => evaluation.locals[slot] ?? null;
    const variable = findVariable(scope, name);
    if (variable !== undefined) return evaluation => evaluation.variables[variable] ?? null;
    if (name === 'request') return evaluation => evaluation.request;
    if (name === 'resource') return evaluation => evaluation.resource;
    return () => fail(`Variable not found error: Name: [${name}].`);
  }

  private call(expression: CallExpression, visible: Visible): Evaluator {
    const { name } = expression;
    const args = this.compileAll(expression.args, visible);
    const declared = findFunction(visible.scope, name);
    if (declared !== undefined) return this.userCall(declared, args);
    if (READ_FUNCTIONS.has(name)) {
      return evaluation => {
        const values = evaluateAll(args, evaluation);
        return values instanceof EvaluationError ? values : evaluation.reads.call(name, values);
      };
    }
    const builtin = findGlobal(name, this.withDebug);
    if (builtin === undefined) return () => functionNotFound(name);
    return evaluation => {
      const values = evaluateAll(args, evaluation);
      return values instanceof EvaluationError ? values : callBuiltin(builtin, name, values);
    };
  }

  /** Arguments and lets are evaluated once, in order; an error in one is the result of the call. */
  private userCall(fn: ScopedFunction, args: readonly Evaluator[]): Evaluator {
    const { name, parameters } = fn.declaration;
    if (parameters.length !== args.length) return () => functionNotFound(name);
    let body: Evaluator | undefined;
    return evaluation => {
      const locals = evaluateAll(args, evaluation);
      if (locals instanceof EvaluationError) return locals;
      body ??= this.functionBody(fn);
      const callers = evaluation.locals;
      evaluation.locals = locals;
      const outcome = body(evaluation);
      evaluation.locals = callers;
      return outcome;
    };
  }

  private functionBody(fn: ScopedFunction): Evaluator {
    const known = this.functions.get(fn);
    if (known !== undefined) return known;
    const { declaration, scope } = fn;
    const locals = new Map(
      declaration.parameters.map((parameter, index) => [parameter.name, index] as const),
    );
    const lets = declaration.lets.map((statement, index) => {
      const slot = declaration.parameters.length + index;
      const value = this.compile(statement.value, { scope, locals: new Map(locals) });
      locals.set(statement.name, slot);
      return { slot, value };
    });
    const result = this.compile(declaration.result, { scope, locals });
    const body: Evaluator = evaluation => {
      for (const { slot, value } of lets) {
        const outcome = value(evaluation);
        if (outcome instanceof EvaluationError) return outcome;
        evaluation.locals[slot] = outcome;
      }
      return result(evaluation);
    };
    this.functions.set(fn, body);
    return body;
  }

  private method(expression: MethodExpression, visible: Visible): Evaluator {
    const { target, name, nameSpan } = expression;
    const args = this.compileAll(expression.args, visible);
    if (target.kind === 'name' && isNamespace(target.name) && !this.isVisible(target.name, visible)) {
      const label = `${target.name}.${name}`;
      const builtin = findNamespaced(target.name, name);
      if (builtin === undefined) return () => functionNotFound(label);
      return evaluation => {
        const values = evaluateAll(args, evaluation);
        if (values instanceof EvaluationError) return values;
        const outcome = callBuiltin(builtin, label, values);
        return outcome instanceof EvaluationError ? outcome.locate(nameSpan) : outcome;
      };
    }
    const receiver = this.compile(target, visible);
    return evaluation => {
      const self = receiver(evaluation);
      if (self instanceof EvaluationError) return self;
      const found = findMethod(typeOf(self), name);
      if (found === undefined) return self === null ? fail('Null value error.') : functionNotFound(name);
      const values = evaluateAll(args, evaluation);
      if (values instanceof EvaluationError) return values;
      const outcome = callMethod(found, self, values);
      return outcome instanceof EvaluationError ? outcome.locate(nameSpan) : outcome;
    };
  }

  private isVisible(name: string, { scope, locals }: Visible): boolean {
    return locals.has(name) || findVariable(scope, name) !== undefined;
  }
}
