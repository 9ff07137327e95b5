import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as openRequest,
  type ServerResponse,
} from 'node:http';
import { FUNCTION_HEADER } from './function-header.ts';
import type { Route } from './route.ts';

/** What Google's front takes of a request's body, in bytes. */
const LARGEST_BODY = 32 * 1024 * 1024;
/** For a body that nobody reads any more to arrive, so that its sender gets to read the answer. */
const REST_OF_BODY_MS = 2_000;

/**
 * Hands a request on to an instance and its answer back, byte by byte. Where production has a platform around the
 * instance, this is it: a body has a limit, a function a time, and an instance that dies is answered for.
 *
 * @param socket the path that the instance listens on
 * @returns when nothing is left of the request
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { called, path }: Route,
  socket: string,
): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const upstream = openRequest({
    socketPath: socket,
    path,
    method: request.method,
    headers: {
      ...withoutConnection(request.headers),
      connection: 'keep-alive',
      [FUNCTION_HEADER]: called.name,
    },
    agent: false,
  });
  const giveUp = (status: number, reason: string) => {
    upstream.destroy();
    refuse(response, status, reason);
  };

  const timer = setTimeout(() => {
    console.error(`functions: ${called.name} did not answer within its ${called.timeoutSeconds} s`);
    giveUp(504, `${called.name} did not answer within ${called.timeoutSeconds} s.`);
  }, called.timeoutSeconds * 1000);

  let received = 0;
  request.on('data', (chunk: Buffer) => {
    received += chunk.length;
    if (received > LARGEST_BODY) giveUp(413, 'The body is larger than 32 MiB.');
  });
  request.pipe(upstream);
  let answered = false;
  upstream.on('response', answer => {
    answered = true;
    request.unpipe(upstream);
    response.writeHead(answer.statusCode ?? 502, withoutConnection(answer.headers));
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  upstream.on('error', () => {
    // Who answers before it has read everything closes the connection over the rest.
    if (!answered) giveUp(503, `The process that runs ${called.name} ended before it answered.`);
  });
  response.on('close', () => {
    clearTimeout(timer);
    upstream.destroy();
    leaveBody(request);
    resolve();
  });
  return over;
}

/** Headers but for those that speak of the connection that they came over. */
function withoutConnection(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection: _, 'keep-alive': _ofIt, upgrade: _another, ...rest } = headers;
  return rest;
}

/** Answers with a sentence, if nothing was answered yet; a half-sent answer is broken off. */
export function refuse(response: ServerResponse, status: number, reason: string): void {
  if (response.headersSent) {
    if (!response.writableEnded) response.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
}

/** What was answered before it had arrived is not read to its end, however long it is. */
function leaveBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  request.unpipe();
  request.resume();
  setTimeout(() => request.destroy(), REST_OF_BODY_MS).unref();
}
