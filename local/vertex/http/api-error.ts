/** The names that Google's APIs have for the statuses used here. */
const STATUS_NAMES = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  413: 'INVALID_ARGUMENT',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
} as const;

/** A request that is answered with an error, in the form that Google's APIs give it. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: keyof typeof STATUS_NAMES;

  constructor(code: keyof typeof STATUS_NAMES, message: string) {
    super(message);
    this.code = code;
  }

  get body(): object {
    return { error: { code: this.code, message: this.message, status: STATUS_NAMES[this.code] } };
  }
}
