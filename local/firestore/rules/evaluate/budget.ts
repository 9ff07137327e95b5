import { LIMITS } from '../syntax/limits.ts';
import { EvaluationAborted } from '../values/evaluation-error.ts';

/** How many expressions one request may evaluate. No `||` absorbs its end. */
export class EvaluationBudget {
  private spent = 0;

  spend(count: number): void {
    this.spent += count;
    if (this.spent > LIMITS.evaluations) {
      throw new EvaluationAborted(
        `The maximum of ${LIMITS.evaluations} expressions to evaluate has been reached.`,
      );
    }
  }
}
