import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from './api-error.ts';
import type { Reply } from './reply.ts';

const MAX_BODY = 64 * 1024;

/** Sends a JSON reply. */
export function send(response: ServerResponse, reply: Reply, headers: Record<string, string> = {}): void {
  const text = reply.body === undefined ? '' : JSON.stringify(reply.body);
  sendText(response, reply.status, text, headers);
}

/** Sends a JSON text as it is, be it well-formed or not. */
export function sendText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, {
    ...(text === '' ? {} : { 'Content-Type': 'application/json; charset=UTF-8' }),
    'Content-Length': Buffer.byteLength(text),
    'X-Request-ID': randomUUID().replaceAll('-', ''),
    ...headers,
  });
  response.end(text);
}

/**
 * Reads and parses a JSON body; undefined when there is none.
 * @throws ApiError 400 for something else than JSON, 413 for more than 64 KiB.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (length === undefined && encoding === undefined) {
    request.resume();
    return undefined;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY) throw new ApiError(413, 41310000, 'request body too large');
    chunks.push(bytes);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError(400, 40010000, 'request body format is invalid');
  }
}
