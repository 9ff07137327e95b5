import type { ServerResponse } from 'node:http';
import { FirestoreError, type StatusName } from '../../storage/errors.ts';

const HTTP_STATUS: Readonly<Record<StatusName, number>> = {
  OK: 200,
  CANCELLED: 499,
  UNKNOWN: 500,
  INVALID_ARGUMENT: 400,
  DEADLINE_EXCEEDED: 504,
  NOT_FOUND: 404,
  ALREADY_EXISTS: 409,
  PERMISSION_DENIED: 403,
  RESOURCE_EXHAUSTED: 429,
  FAILED_PRECONDITION: 400,
  ABORTED: 409,
  OUT_OF_RANGE: 400,
  UNIMPLEMENTED: 501,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  DATA_LOSS: 500,
  UNAUTHENTICATED: 401,
};

/** What a client may know of an error. Anything unexpected becomes INTERNAL and is reported on stderr. */
export function toFirestoreError(error: unknown): FirestoreError {
  if (error instanceof FirestoreError) return error;
  console.error('firestore: internal error', error);
  return new FirestoreError('INTERNAL', 'internal error');
}

/** Answers with an error as JSON, unless an answer has begun already. */
export function sendError(response: ServerResponse, error: unknown): void {
  const { status, message } = toFirestoreError(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const code = HTTP_STATUS[status];
  sendJson(response, code, { error: { code, message, status } });
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(body));
}

/** The answer to paths and methods that do not exist. */
export function sendNotFound(response: ServerResponse): void {
  response.statusCode = 404;
  response.end('Not Found\n');
}
