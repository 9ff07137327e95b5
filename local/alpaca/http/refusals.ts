import { ApiError } from './api-error.ts';

/** How each of the two APIs words the refusals that come before a request is looked at. */
export interface Refusals {
  readonly unauthorized: ApiError;
  readonly forbidden: ApiError;
  readonly tooMany: ApiError;
  readonly broken: ApiError;
  readonly notFound: ApiError;
  readonly wrongMethod: ApiError;
}

export const TRADING_REFUSALS: Refusals = {
  unauthorized: new ApiError(401, 40110000, 'request is not authorized'),
  forbidden: new ApiError(403, 40310000, 'forbidden.'),
  tooMany: new ApiError(429, 42910000, 'rate limit exceeded'),
  broken: new ApiError(500, 50010000, 'internal server error occurred'),
  notFound: new ApiError(404, 40410000, 'endpoint not found'),
  wrongMethod: new ApiError(405, 40510000, 'method not allowed'),
};

export const DATA_REFUSALS: Refusals = {
  unauthorized: new ApiError(401, undefined, 'unauthorized.'),
  forbidden: new ApiError(403, undefined, 'forbidden.'),
  tooMany: new ApiError(429, undefined, 'too many requests.'),
  broken: new ApiError(500, undefined, 'internal server error'),
  notFound: new ApiError(404, undefined, 'Not Found'),
  wrongMethod: new ApiError(405, undefined, 'Method Not Allowed'),
};
