import { EvaluationError } from '../values/evaluation-error.ts';
import type { Outcome } from '../values/value.ts';

/** How often one expression was each of these. */
export interface OutcomeCounts {
  readonly true: number;
  readonly false: number;
  readonly error: number;
  /** Any value that is no boolean. */
  readonly other: number;
}

const KINDS = 4;

/** Counts what every expression of one ruleset evaluated to. */
export class CoverageCounts {
  private readonly counts: Float64Array;

  constructor(expressions: number) {
    this.counts = new Float64Array(expressions * KINDS);
  }

  record(expression: number, outcome: Outcome): void {
    const kind = outcome === true ? 0 : outcome === false ? 1 : outcome instanceof EvaluationError ? 2 : 3;
    const index = expression * KINDS + kind;
    this.counts[index] = (this.counts[index] ?? 0) + 1;
  }

  of(expression: number): OutcomeCounts {
    const [yes = 0, no = 0, error = 0, other = 0] = this.counts.subarray(expression * KINDS);
    return { true: yes, false: no, error, other };
  }

  /** Forgets everything counted so far. */
  reset(): void {
    this.counts.fill(0);
  }
}
