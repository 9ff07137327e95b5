import { unsupported } from '../library/signature.ts';
import { EvaluationError } from '../values/evaluation-error.ts';
import { typeOf } from '../values/types.ts';
import type { Outcome } from '../values/value.ts';
import type { Evaluator } from './evaluation.ts';

const asBool = (outcome: Outcome, operator: string): boolean | EvaluationError => {
  if (typeof outcome === 'boolean' || outcome instanceof EvaluationError) return outcome;
  return unsupported(`${typeOf(outcome)} ${operator}`, `bool ${operator} bool`);
};

/**
 * `&&` and `||`. The operand that decides (false, or true) decides even when the other one is an error or no
 * boolean, on whichever side it stands; without one, the first error is the result. The right operand costs one
 * evaluation more, and only if it is needed.
 */
export const shortCircuit = (operator: '&&' | '||', left: Evaluator, right: Evaluator): Evaluator => {
  const decides = operator === '||';
  return evaluation => {
    const first = asBool(left(evaluation), operator);
    if (first === decides) return decides;
    evaluation.spend(1);
    const second = asBool(right(evaluation), operator);
    if (second === decides) return decides;
    return first instanceof EvaluationError ? first : second;
  };
};

/** `c ? a : b` evaluates only what it chooses, and costs two. */
export const choose = (condition: Evaluator, whenTrue: Evaluator, whenFalse: Evaluator): Evaluator => {
  return evaluation => {
    evaluation.spend(1);
    const chosen = condition(evaluation);
    if (chosen === true) return whenTrue(evaluation);
    if (chosen === false) return whenFalse(evaluation);
    return chosen instanceof EvaluationError ? chosen : unsupported(`${typeOf(chosen)} ?`, 'bool ?');
  };
};
