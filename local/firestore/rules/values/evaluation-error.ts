import type { Position } from '../syntax/position.ts';

/**
 * An evaluation error, as a value: `||` and `&&` may absorb it, so it travels through expressions like any
 * other result. The innermost expression that knows where it stands gives it its position.
 */
export class EvaluationError {
  readonly message: string;
  at: Position | undefined = undefined;

  constructor(message: string) {
    this.message = message;
  }

  /** Sets the position unless something further inside has already done so. */
  locate(at: Position): this {
    this.at ??= at;
    return this;
  }
}

export const fail = (message: string): EvaluationError => new EvaluationError(message);

export const undefinedProperty = (name: string): EvaluationError =>
  new EvaluationError(`Property ${name} is undefined on object.`);

export const nullValue = (): EvaluationError => new EvaluationError('Null value error.');

/**
 * Ends the whole evaluation: a limit that no `||` may absorb was passed. The request is denied with this
 * message.
 */
export class EvaluationAborted extends Error {}
