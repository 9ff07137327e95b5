/** What went wrong at the broker, as far as a caller can act on it. */
export type BrokerErrorCode =
  | 'credentials_rejected'
  | 'broker_forbidden'
  | 'broker_rate_limited'
  | 'broker_unavailable'
  | 'broker_timeout'
  | 'broker_unreachable'
  | 'broker_response_invalid';

/**
 * The one error that a `Broker` rejects with. It carries no text from the broker: an answer may quote
 * what was sent, and what was sent includes the keys.
 */
export class BrokerError extends Error {
  override readonly name = 'BrokerError';
  readonly code: BrokerErrorCode;
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;
  /** How long the broker asks us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(code: BrokerErrorCode, details: { status?: number; retryAfterMs?: number } = {}) {
    super(details.status === undefined ? code : `${code} (HTTP ${details.status})`);
    this.code = code;
    this.status = details.status;
    this.retryAfterMs = details.retryAfterMs;
  }
}
