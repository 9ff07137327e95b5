import type { IncomingMessage, ServerResponse } from 'node:http';

/** Why a request is not served, in the form in which callables answer errors. */
export interface Refusal {
  readonly httpStatus: number;
  /** A canonical code, which client libraries read before the HTTP status. */
  readonly status: 'INVALID_ARGUMENT' | 'PERMISSION_DENIED';
  readonly message: string;
}

/** What is still read of a refused body at most. */
const DISCARDED_BYTES = 1_048_576;
/** How long a connection on which nothing moves any more is kept, for its sender to read the answer. */
const IDLE_MS = 2_000;

/**
 * Answers at once and closes the connection. A body that is still arriving is thrown away as it comes, or left unread
 * when it is a large one: a connection that is closed over unread bytes is reset, and the answer may be lost with it.
 */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  { httpStatus, status, message }: Refusal,
): void {
  const body = Buffer.from(JSON.stringify({ error: { status, message } }));
  response.writeHead(httpStatus, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
    connection: 'close',
  });
  if (request.complete || request.method === 'HEAD') {
    response.end(body);
    return;
  }
  response.write(body);
  let discarded = 0;
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > DISCARDED_BYTES) request.pause();
  });
  request.on('end', () => response.end());
  request.on('error', () => request.socket.destroy());
  request.socket.setTimeout(IDLE_MS, () => request.socket.destroy());
  request.resume();
}
