import { type IncomingMessage, type OutgoingHttpHeaders, request as openRequest } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { HOST } from '../stack/endpoints.ts';

/** A whole answer. */
export interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/** Hands a request on to another port of this machine, and answers what comes back, when all of it has come. */
export function relay(request: IncomingMessage, body: Buffer, port: number): Promise<Answer> {
  const { 'transfer-encoding': _, ...headers } = request.headers;
  return new Promise((resolve, reject) => {
    const upstream = openRequest({
      host: HOST,
      port,
      method: request.method,
      path: request.url,
      // The name that it was asked under stays: the links that it hands out begin with it.
      headers: { ...headers, connection: 'keep-alive', 'content-length': body.length },
      agent: false,
    });
    upstream.on('error', reject);
    upstream.on('response', answer => {
      const {
        connection: _connection,
        'keep-alive': _ofIt,
        'transfer-encoding': _form,
        ...kept
      } = answer.headers;
      buffer(answer).then(
        bytes => resolve({ status: answer.statusCode ?? 502, headers: kept, body: bytes }),
        reject,
      );
    });
    upstream.end(body);
  });
}
