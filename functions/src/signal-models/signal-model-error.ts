/** Why a model gave no answer at all, as far as a caller can act on it. */
export type SignalModelErrorCode =
  /** No connection, or one that broke: nobody knows whether the model saw the question. */
  | 'model_unreachable'
  | 'model_timeout'
  | 'model_rate_limited'
  /** The service answered with an error of its own. */
  | 'model_unavailable'
  /** The service does not take our question: a retired model, a missing permission, a region without it. */
  | 'model_misconfigured'
  | 'model_response_invalid';

/** The one error that a `SignalModel` rejects with. It carries no text from the service: it may quote the account. */
export class SignalModelError extends Error {
  override readonly name = 'SignalModelError';
  readonly code: SignalModelErrorCode;
  /** The HTTP status, where there was an answer. */
  readonly status: number | undefined;

  constructor(code: SignalModelErrorCode, status?: number) {
    super(status === undefined ? code : `${code} (HTTP ${status})`);
    this.code = code;
    this.status = status;
  }
}
