import type { IncomingMessage, ServerResponse } from 'node:http';
import { FirestoreError } from '../../storage/errors.ts';
import type { Json } from '../../storage/value-json.ts';
import { messageFromJson, messageToJson } from '../codec/json-message.ts';
import { METHODS } from '../codec/protocol.ts';
import { callContext } from '../rpc/call-context.ts';
import type { Engine } from '../rpc/engine.ts';
import { methods } from '../rpc/methods.ts';
import { matchDocumentRoute } from './document-routes.ts';
import { sendJson, sendNotFound } from './http-errors.ts';

/** Answers a call of the document API, or 404 when the URL is none. Rejects with what the call throws. */
export async function handleDocuments(
  engine: Engine,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: Json,
): Promise<void> {
  const call = matchDocumentRoute(request.method ?? '', url.pathname, url.searchParams, body);
  const method = METHODS.find(({ name }) => name === call?.method);
  if (call === undefined || method === undefined) {
    sendNotFound(response);
    return;
  }
  const context = callContext(engine, request.headers.authorization);
  const message = messageFromJson<never>(method.requestType, call.request);
  const unary = methods.unary.get(method.name);
  if (unary !== undefined) {
    const answer = await unary(engine, context, message);
    sendJson(response, 200, messageToJson(method.responseType, answer));
    return;
  }
  const stream = methods.serverStream.get(method.name);
  if (stream === undefined) throw new FirestoreError('UNIMPLEMENTED', `${method.name} is not supported.`);
  const answers = await stream(engine, context, message);
  sendJson(
    response,
    200,
    answers.map(answer => messageToJson(method.responseType, answer)),
  );
}
