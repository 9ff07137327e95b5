import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

export interface JsonAnswer {
  readonly status: number;
  readonly text: string;
  /** Undefined when the answer is no JSON. */
  readonly body: unknown;
}

/**
 * Posts JSON and waits for the answer as long as `timeoutMs` says. `fetch` would give up after five minutes without a
 * word, and the longest of the functions may think for nine.
 *
 * @throws Error when nobody answers; its name is `AbortError` when nobody did in time
 */
export function postJson(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<JsonAnswer> {
  const send = url.startsWith('https:') ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        signal: AbortSignal.timeout(timeoutMs),
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, text, body: parsed(text) });
        });
      },
    );
    request.on('error', reject);
    request.end(JSON.stringify(body));
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
