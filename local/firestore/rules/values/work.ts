import { EvaluationAborted, type EvaluationError, fail } from './evaluation-error.ts';

/**
 * What an expression may build. A document is at most 1 MiB, so only rules that multiply values get near these;
 * without them a few hundred expressions could ask for more memory than there is.
 */
const MAX_TEXT = 4_000_000;
const MAX_ITEMS = 1_000_000;

/** Steps that one request may take inside of library functions; a second or two on an ordinary machine. */
const MAX_WORK = 20_000_000;

/**
 * Evaluation is synchronous, one request after the other, so that a single meter serves them all: passing it
 * through every library function would say no more.
 */
let left = MAX_WORK;

/** To be called when the evaluation of a request begins. */
export const beginWork = (): void => {
  left = MAX_WORK;
};

/** Takes steps from what the current request may still do. */
export const chargeWork = (steps: number): void => {
  left -= steps;
  if (left < 0) throw new EvaluationAborted('The rules take too much work to evaluate.');
};

/** Charges for reading or building a text. */
export const chargeText = (length: number): void => chargeWork(length >> 3);

export const textTooLong = (length: number): EvaluationError | undefined => {
  if (length > MAX_TEXT) return fail('String is too long.');
  chargeText(length);
  return undefined;
};

export const tooManyItems = (count: number): EvaluationError | undefined => {
  if (count > MAX_ITEMS) return fail('List is too long.');
  chargeWork(count);
  return undefined;
};
