import type { CallableErrorCode } from '@agenttrader/domain/callables/error-codes';

/**
 * A refusal whose message was written for the user and may be shown as it is. Anything else that is
 * thrown reaches the client as `internal`, without its text.
 */
export class UserFacingError extends Error {
  override readonly name = 'UserFacingError';
  readonly code: Exclude<CallableErrorCode, 'internal'>;

  constructor(code: Exclude<CallableErrorCode, 'internal'>, message: string) {
    super(message);
    this.code = code;
  }
}
