import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { type AllowedCallers, refusalOf } from '../../../callers/allowed-callers.ts';
import { FirestoreError } from '../../storage/errors.ts';
import type { Engine } from '../rpc/engine.ts';
import { WebChannelServer } from '../webchannel/webchannel-server.ts';
import { handleControl } from './control.ts';
import { allowOrigin, answerPreflight } from './cors.ts';
import { sendError, sendNotFound } from './http-errors.ts';
import { parseJson, readBody } from './request-body.ts';
import { handleDocuments } from './rest-handler.ts';

/** The HTTP/1.1 side of the server; sockets are handed to it. */
export interface HttpServer {
  accept(socket: Socket): void;
  close(): void;
}

export function createHttpServer(engine: Engine, callers: AllowedCallers): HttpServer {
  const channels = new WebChannelServer(engine);
  const server = createServer((request, response) => {
    const refusal = refusalOf(request.headers, callers);
    if (refusal !== undefined) {
      // The body is not waited for: a refusal costs less than an answer.
      response.setHeader('Connection', 'close');
      sendError(response, new FirestoreError('PERMISSION_DENIED', refusal));
      return;
    }
    allowOrigin(request, response);
    answer(engine, channels, request, response).catch((error: unknown) => sendError(response, error));
  });
  server.keepAliveTimeout = 60_000;
  return {
    accept: socket => {
      server.emit('connection', socket);
      socket.resume();
    },
    close: () => {
      channels.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  engine: Engine,
  channels: WebChannelServer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const verb = request.method ?? '';
  if (verb === 'OPTIONS') {
    answerPreflight(request, response);
    return;
  }
  const url = URL.parse(request.url ?? '/', 'http://localhost');
  if (url === null) {
    sendNotFound(response);
    return;
  }
  if (verb === 'GET' && url.pathname === '/') {
    response.end('Ok\n');
    return;
  }
  if (channels.handles(url.pathname)) {
    await channels.handle(request, response, url);
    return;
  }
  const body = await readBody(request);
  const json = url.pathname.startsWith('/v1') || body.startsWith('{') ? parseJson(body) : {};
  if (handleControl(engine, verb, url.pathname, json, response)) return;
  await handleDocuments(engine, request, response, url, json);
}
