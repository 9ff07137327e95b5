import type { IncomingMessage, ServerResponse } from 'node:http';

/** Tells whether pages of an origin may read answers. */
export type OriginPolicy = (origin: string) => boolean;

/** The headers that the client library sends with a call. */
const SENT_HEADERS = 'authorization, content-type, firebase-instance-id-token, x-firebase-appcheck';
const PREFLIGHT_SECONDS = '3600';

/** Lets pages of an allowed origin read what is answered, refusals too. */
export function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  allowed: OriginPolicy,
): boolean {
  response.setHeader('vary', 'Origin');
  const { origin } = request.headers;
  if (origin === undefined || !allowed(origin)) return false;
  response.setHeader('access-control-allow-origin', origin);
  return true;
}

/** What a browser asks before a call: with OPTIONS, naming the method that it is about to use. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;
}

export function answerPreflight(response: ServerResponse): void {
  response.writeHead(204, {
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': SENT_HEADERS,
    'access-control-max-age': PREFLIGHT_SECONDS,
    'content-length': 0,
  });
  response.end();
}
