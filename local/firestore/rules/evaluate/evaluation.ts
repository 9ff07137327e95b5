import type { MapValue, Outcome, Value } from '../values/value.ts';
import { EvaluationBudget } from './budget.ts';
import type { ReadLog } from './reads.ts';

/** What a compiled expression evaluates against. One instance serves one request. */
export class Evaluation {
  readonly request: MapValue;
  /** The document before the operation, or null if there is none. */
  readonly resource: Value;
  readonly reads: ReadLog;
  /** Path variables of the match block that is being evaluated. */
  variables: readonly Value[] = [];
  /** Parameters and lets of the function that is being evaluated. */
  locals: Value[] = [];
  private readonly budget = new EvaluationBudget();

  constructor(request: MapValue, resource: Value, reads: ReadLog) {
    this.request = request;
    this.resource = resource;
    this.reads = reads;
  }

  spend(count: number): void {
    this.budget.spend(count);
  }
}

/** An expression turned into a function, once per ruleset. */
export type Evaluator = (evaluation: Evaluation) => Outcome;
