import { SignalModelError } from '../signal-model-error.ts';

const isTimeout = (thrown: unknown): boolean =>
  thrown instanceof Error && (thrown.name === 'AbortError' || thrown.name === 'TimeoutError');

/** The SDK wraps an answer with an error status in its own classes, and puts a 5xx status into the message only. */
const SERVER_ERROR = /got status: (5\d\d)\b/;

/**
 * Maps whatever the SDK throws onto the port's closed set, by name and shape: its classes are CommonJS, and loading
 * them to compare would load the SDK where it is not used. A connection that was not made is kept apart from one that
 * broke: only the former is worth a second try, since the question has reached nobody.
 */
export function toSignalModelError(thrown: unknown): SignalModelError {
  if (thrown instanceof SignalModelError) return thrown;
  if (!(thrown instanceof Error)) return new SignalModelError('model_response_invalid');
  if (thrown.name === 'GoogleAuthError') return new SignalModelError('model_misconfigured');
  if (thrown.name === 'ClientError') {
    const status = statusOf(thrown.cause);
    return new SignalModelError(status === 429 ? 'model_rate_limited' : 'model_misconfigured', status);
  }
  const serverError = SERVER_ERROR.exec(thrown.message);
  if (thrown.name === 'GoogleGenerativeAIError' && serverError) {
    return new SignalModelError('model_unavailable', Number(serverError[1]));
  }
  if (isTimeout(thrown) || isTimeout(thrown.cause)) return new SignalModelError('model_timeout');
  // What `fetch` throws has a cause, before the answer's headers and in the middle of its body alike.
  if (!(thrown.cause instanceof Error)) return new SignalModelError('model_response_invalid');
  return new SignalModelError(neverConnected(thrown) ? 'model_unreachable' : 'model_answer_lost');
}

/** What Node says of a connection that was not made. Anything else may have happened after the question was sent. */
const NO_CONNECTION = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function neverConnected(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  if ('code' in thrown && typeof thrown.code === 'string' && NO_CONNECTION.has(thrown.code)) return true;
  return neverConnected(thrown.cause);
}

const statusOf = (cause: unknown): number | undefined =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'number' ? cause.code : undefined;
