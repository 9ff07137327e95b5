import {
  ApiError,
  AuthError,
  FetchError,
  PermissionError,
  RateLimitError,
} from '@alpacahq/alpaca-trade-api/rest';
import { BrokerError } from '../broker-error.ts';

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');

/**
 * Maps whatever the SDK throws onto the port's closed set. A transport failure is kept apart from an
 * answer, since after it nobody knows what the broker did.
 */
export function toBrokerError(thrown: unknown): BrokerError {
  if (thrown instanceof BrokerError) return thrown;
  if (thrown instanceof AuthError) return new BrokerError('credentials_rejected', { status: 401 });
  if (thrown instanceof PermissionError) return new BrokerError('broker_forbidden', { status: 403 });
  if (thrown instanceof RateLimitError) {
    return new BrokerError('broker_rate_limited', {
      status: 429,
      ...(thrown.retryAfterMs === undefined ? {} : { retryAfterMs: thrown.retryAfterMs }),
    });
  }
  if (thrown instanceof ApiError) {
    const code = thrown.status >= 500 ? 'broker_unavailable' : 'broker_response_invalid';
    return new BrokerError(code, { status: thrown.status });
  }
  if (thrown instanceof FetchError) {
    if (thrown.cause instanceof BrokerError) return thrown.cause;
    return new BrokerError(isTimeout(thrown.cause) ? 'broker_timeout' : 'broker_unreachable');
  }
  if (isTimeout(thrown)) return new BrokerError('broker_timeout');
  // What is left is an answer that could not be read: broken JSON, a missing field, a figure that is none.
  return new BrokerError('broker_response_invalid');
}
