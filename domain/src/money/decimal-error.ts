/**
 * Why a decimal was refused:
 * - `not-a-decimal`: not a string, or not digits with an optional fraction
 * - `out-of-range`: more than 15 digits before the point, also as the result of a computation
 * - `too-precise`: more digits after the point than the type carries
 * - `negative`, `zero`: the type holds positive values only
 */
export type DecimalErrorCode = 'not-a-decimal' | 'out-of-range' | 'too-precise' | 'negative' | 'zero';

/**
 * A value that is not a decimal of the type asked for. The message is safe to show to a user: it says what
 * was wrong and what is accepted, and shows at most 40 characters of the offending value.
 */
export class DecimalError extends Error {
  readonly code: DecimalErrorCode;

  constructor(code: DecimalErrorCode, message: string) {
    super(message);
    this.name = 'DecimalError';
    this.code = code;
  }
}
