/** Why a model gave no answer at all, as far as a caller can act on it. */
export type SignalModelErrorCode =
  /** No connection was made: the model has not seen the question. */
  | 'model_unreachable'
  /** The connection broke: nobody knows whether the model saw the question. */
  | 'model_answer_lost'
  | 'model_timeout'
  | 'model_rate_limited'
  /** The service answered with an error of its own. */
  | 'model_unavailable'
  /** The service does not take our question: a retired model, a missing permission, a region without it. */
  | 'model_misconfigured'
  | 'model_response_invalid';

/**
 * Whether the question cannot have reached the model: there was no connection, or nothing to sign it with. What has
 * reached the service counts, whatever it answered.
 */
export const wasNeverAsked = ({ code, status }: SignalModelError): boolean =>
  code === 'model_unreachable' || (code === 'model_misconfigured' && status === undefined);

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
