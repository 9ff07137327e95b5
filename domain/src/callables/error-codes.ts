/**
 * The closed set of codes that a callable answers with. They are a subset of the codes of the
 * callable protocol, so that every client library maps them without our help.
 */
export const CALLABLE_ERROR_CODES = [
  'unauthenticated',
  'permission-denied',
  'invalid-argument',
  'failed-precondition',
  'already-exists',
  'not-found',
  'aborted',
  'resource-exhausted',
  'deadline-exceeded',
  'unavailable',
  'internal',
] as const;

export type CallableErrorCode = (typeof CALLABLE_ERROR_CODES)[number];
