import type { IncomingMessage } from 'node:http';
import { invalidArgument } from '../../storage/errors.ts';
import { MAX_REQUEST_BYTES } from '../../storage/limits.ts';
import type { Json } from '../../storage/value-json.ts';

/** The whole body as text. @throws INVALID_ARGUMENT when it is larger than the service takes */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_REQUEST_BYTES) {
      throw invalidArgument(`Request payload size exceeds the limit: ${MAX_REQUEST_BYTES} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** @throws INVALID_ARGUMENT when the text is not JSON; an empty text is an empty object */
export function parseJson(text: string): Json {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw invalidArgument('Invalid JSON payload received.');
  }
}
