import type { IncomingMessage, ServerResponse } from 'node:http';
import { allowOrigin, answerPreflight, isPreflight, type OriginPolicy } from './cors.ts';
import { readJson } from './read-json.ts';
import { type Refusal, refuse } from './refuse.ts';

/** The largest body that is read. No request of the product comes near it. */
const MAX_BODY_BYTES = 65_536;

export type RequestListener = (request: IncomingMessage, response: ServerResponse) => void;

/** The body of a request that passed. `other`: of another type than JSON. */
export type GuardedBody =
  | { readonly kind: 'none' | 'other' }
  | { readonly kind: 'json'; readonly value: unknown };

const bodies = new WeakMap<IncomingMessage, GuardedBody>();

/** What the guard read of a request; `undefined` for a request that did not come through the guard. */
export const guardedBody = (request: IncomingMessage): GuardedBody | undefined => bodies.get(request);

/** Headers that end up in the fields of log entries, and that anybody can send. */
const LOGGED_HEADERS = ['function-execution-id', 'x-cloud-trace-context', 'traceparent', 'tracestate'];

/**
 * Puts a guard before the listener of an HTTP server. The framework that serves our functions inflates and parses
 * bodies of up to a gigabyte, and quotes those that it cannot parse in the log, before any of our code is asked. So
 * the guard reads the body itself, at most `MAX_BODY_BYTES` of it and never inflated, and answers what is no request of
 * ours. The listener finds the body read and parsed.
 */
export function guarded(listener: RequestListener, allowed: OriginPolicy): RequestListener {
  return (request, response) => {
    for (const name of LOGGED_HEADERS) delete request.headers[name];
    const mayRead = allowOrigin(request, response, allowed);
    if (isPreflight(request)) {
      if (mayRead) answerPreflight(response);
      else refuse(request, response, FOREIGN_ORIGIN);
      return;
    }
    const refusal = refusalOfHead(request);
    if (refusal) {
      refuse(request, response, refusal);
    } else if (hasBody(request)) {
      readBody(request, response, bytes => passOn(request, response, bytes, listener));
    } else {
      bodies.set(request, { kind: 'none' });
      listener(request, response);
    }
  };
}

const invalid = (httpStatus: number, message: string): Refusal => ({
  httpStatus,
  status: 'INVALID_ARGUMENT',
  message,
});
const TOO_LARGE = invalid(413, `The request is too large: a body has at most ${MAX_BODY_BYTES} bytes.`);
const ENCODED = invalid(415, 'The body is encoded: send it as it is, without a content-encoding.');
const CHARSET = invalid(415, 'The body must be JSON in UTF-8.');
const PATH = invalid(400, 'The address of the request is malformed.');
const FOREIGN_ORIGIN: Refusal = {
  httpStatus: 403,
  status: 'PERMISSION_DENIED',
  message: 'Calls from pages of this origin are not allowed.',
};

function refusalOfHead(request: IncomingMessage): Refusal | undefined {
  const { headers, url = '/' } = request;
  if (headers['content-encoding'] !== undefined) return ENCODED;
  if (Number(headers['content-length'] ?? 0) > MAX_BODY_BYTES) return TOO_LARGE;
  if (isJson(request) && !/^utf-?8$/i.test(charsetOf(request) ?? 'utf-8')) return CHARSET;
  if (!isDecodable(url.split('?', 1)[0] ?? '')) return PATH;
  return undefined;
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

const contentType = ({ headers }: IncomingMessage): string => headers['content-type'] ?? '';
const isJson = (request: IncomingMessage): boolean =>
  contentType(request).split(';', 1)[0]?.trim().toLowerCase() === 'application/json';
const charsetOf = (request: IncomingMessage): string | undefined =>
  /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType(request))?.[1];

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Hands the whole body on, or refuses it once it is too large. Who breaks off gets no answer. */
function readBody(request: IncomingMessage, response: ServerResponse, done: (bytes: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  const take = (chunk: Buffer): void => {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) {
      chunks.push(chunk);
      return;
    }
    request.off('data', take).off('end', finish);
    refuse(request, response, TOO_LARGE);
  };
  const finish = (): void => done(Buffer.concat(chunks));
  request.on('data', take).on('end', finish);
  request.on('error', () => request.socket.destroy());
}

/** What the framework's own parsers leave on a request; they pass over one that has it. */
interface Parsed {
  body: unknown;
  rawBody: Buffer;
  _body: true;
}

function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  rawBody: Buffer,
  listener: RequestListener,
): void {
  let body: unknown = rawBody;
  if (isJson(request)) {
    const reading = rawBody.length === 0 ? ({ kind: 'json', value: {} } as const) : readJson(rawBody);
    if (reading.kind === 'refused') {
      refuse(request, response, invalid(400, reading.message));
      return;
    }
    body = reading.value;
    bodies.set(request, reading);
  } else {
    bodies.set(request, { kind: 'other' });
  }
  Object.assign(request, { body, rawBody, _body: true } satisfies Parsed);
  listener(request, response);
}
