import * as http from 'node:http';
import * as https from 'node:https';
import { BrokerError } from '../broker-error.ts';

/** Idle connections that are kept to each host. */
const MAX_IDLE = 256;

/** What is read of an answer at most: the largest that is asked for, a year of bars, has a tenth of it. */
const MAX_ANSWER_BYTES = 8 * 1024 * 1024;

/**
 * A `fetch` as far as Alpaca's SDK uses one, over Node's own client and connections that are kept open. The heartbeat makes
 * a few small requests for every tenant and minute, and the general `fetch` spends more on its streams than the
 * whole rest of a sync takes. An answer is read whole before it is handed on, and given up where it is too large.
 *
 * Redirects are not followed: keys stay with the host that they were meant for.
 */
export function keepAliveFetch(maxBytes = MAX_ANSWER_BYTES): typeof fetch {
  const keptOpen = { keepAlive: true, maxFreeSockets: MAX_IDLE };
  const agents = { 'http:': new http.Agent(keptOpen), 'https:': new https.Agent(keptOpen) };

  async function send(url: URL, init: RequestInit, again: boolean): Promise<Response> {
    const protocol = url.protocol === 'http:' ? 'http:' : 'https:';
    const { request } = protocol === 'http:' ? http : https;
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    const method = init.method ?? 'GET';
    const headers = init.headers as http.OutgoingHttpHeaders | undefined;
    const call = request(url, { agent: agents[protocol], method, ...(headers ? { headers } : {}) });
    const { signal } = init;
    const giveUp = (): void => void call.destroy(asError(signal?.reason));
    signal?.addEventListener('abort', giveUp, { once: true });
    call.on('error', (error: NodeJS.ErrnoException) => {
      // The other side had just closed a connection that was idle: nobody has seen the request.
      const unseen = call.reusedSocket && error.code === 'ECONNRESET' && method === 'GET';
      if (again && unseen) resolve(send(url, init, false));
      else reject(error);
    });
    call.on('response', answer => readWhole(answer, maxBytes).then(resolve, reject));
    call.end(init.body ?? undefined);
    try {
      return await promise;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  return async (input, init = {}) => {
    init.signal?.throwIfAborted();
    return send(new URL(input instanceof Request ? input.url : input), init, true);
  };
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));

/** @throws BrokerError broker_response_invalid for an answer that is too large */
function readWhole(answer: http.IncomingMessage, maxBytes: number): Promise<Response> {
  const { promise, resolve, reject } = Promise.withResolvers<Response>();
  const chunks: Buffer[] = [];
  let size = 0;
  answer.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > maxBytes) answer.destroy(new BrokerError('broker_response_invalid'));
    else chunks.push(chunk);
  });
  answer.on('error', reject);
  answer.on('end', () => {
    const [only] = chunks;
    const body = chunks.length === 1 && only ? only : Buffer.concat(chunks);
    const status = answer.statusCode ?? 0;
    resolve(status >= 200 && status < 300 ? readAnswer(answer, status, body) : refusal(answer, status, body));
  });
  return promise;
}

/** The SDK copies a refusal to read it: that takes a real one. */
function refusal(answer: http.IncomingMessage, status: number, body: Buffer): Response {
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) headers.set(name, String(value));
  return new Response(body.length === 0 ? null : new Uint8Array(body), { status, headers });
}

/** What the SDK uses of a success: its status, its headers by name, and its body, once. */
function readAnswer(answer: http.IncomingMessage, status: number, body: Buffer): Response {
  let read = false;
  const reader = {
    async read() {
      if (read) return { done: true, value: undefined };
      read = true;
      return { done: false, value: body };
    },
    releaseLock: () => undefined,
    cancel: async () => undefined,
  };
  const text = async (): Promise<string> => body.toString();
  const bytes = async (): Promise<Buffer> => body;
  const used = {
    status,
    ok: true,
    headers: { get: (name: string) => answer.headers[name.toLowerCase()]?.toString() ?? null },
    body: { getReader: () => reader, cancel: async () => undefined },
    text,
    json: async (): Promise<unknown> => JSON.parse(body.toString()),
    arrayBuffer: bytes,
    blob: bytes,
    formData: bytes,
  };
  return used as unknown as Response;
}
