import type { CallableErrorCode } from '@agenttrader/domain/callables/error-codes';
import type { RefusalReason } from '@agenttrader/domain/callables/refusal-reasons';

/**
 * A refusal whose message was written for the user and may be shown as it is. Anything else that is
 * thrown reaches the client as `internal`, without its text.
 */
export class UserFacingError extends Error {
  override readonly name = 'UserFacingError';
  readonly code: Exclude<CallableErrorCode, 'internal'>;
  /** What the app can do about it by itself. */
  readonly reason: RefusalReason | undefined;

  constructor(code: Exclude<CallableErrorCode, 'internal'>, message: string, reason?: RefusalReason) {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}
