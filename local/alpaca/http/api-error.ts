/** A refusal in Alpaca's own words: an HTTP status and the JSON body that goes with it. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;

  /** @param code Alpaca's error code; the market data API sends none. */
  constructor(
    status: number,
    code: number | undefined,
    message: string,
    extra: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.body = code === undefined ? { message, ...extra } : { code, message, ...extra };
  }
}

/** 422: the request is understood and refused as it stands. */
export function unprocessable(message: string): ApiError {
  return new ApiError(422, 42210000, message);
}

/** 422 with the code that Alpaca uses for a malformed field. */
export function invalidField(message: string): ApiError {
  return new ApiError(422, 40010001, message);
}

/** 403: refused for lack of funds, shares or permission. */
export function forbidden(message: string, extra: Record<string, unknown> = {}): ApiError {
  return new ApiError(403, 40310000, message, extra);
}

/** 404 of the trading API. */
export function notFound(message: string): ApiError {
  return new ApiError(404, 40410000, message);
}

/** 400 of the market data API. */
export function badDataRequest(message: string): ApiError {
  return new ApiError(400, undefined, message);
}
