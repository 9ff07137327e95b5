import type { ServerResponse } from 'node:http';
import type { Outcome } from '../behaviour/misbehave.ts';
import { ApiError } from '../http/api-error.ts';
import { sendJson } from '../http/json.ts';
import { answerBody, type Exchange, refusalBody } from './response.ts';

/** How the caller wants the answer: at once, as events, or as a list of pieces. */
export type Delivery = 'whole' | 'events' | 'list';

/** The length of a piece of a streamed answer. */
const PIECE = /[\s\S]{1,24}/g;

const ERROR_MESSAGES = {
  429: 'Resource exhausted. Please try again later.',
  500: 'Internal error encountered.',
} as const;

/** Sends an outcome. @throws ApiError for an outcome that is an error */
export function deliver(
  outcome: Outcome,
  exchange: Exchange,
  delivery: Delivery,
  response: ServerResponse,
): void {
  switch (outcome.kind) {
    case 'error':
      throw new ApiError(outcome.code, ERROR_MESSAGES[outcome.code]);
    case 'hang':
      // Nothing is sent. The connection ends with the caller's patience, or with the server.
      break;
    case 'reset':
      response.destroy();
      break;
    case 'refusal':
      if (delivery === 'whole') sendJson(response, 200, refusalBody(exchange));
      else sendPieces([refusalBody(exchange)], delivery, response);
      break;
    case 'answer': {
      const { text, finishReason } = outcome;
      if (delivery === 'whole') sendJson(response, 200, answerBody(exchange, text, finishReason));
      else if (finishReason === 'STOP') sendPieces(piecesOf(outcome, exchange), delivery, response);
      else breakOff(piecesOf(outcome, exchange), delivery, response);
    }
  }
}

function piecesOf(outcome: Outcome & { readonly kind: 'answer' }, exchange: Exchange): object[] {
  const pieces = outcome.text.match(PIECE) ?? [''];
  return pieces.map((piece, index) =>
    answerBody(exchange, piece, index === pieces.length - 1 ? outcome.finishReason : undefined),
  );
}

function sendPieces(bodies: readonly object[], delivery: 'events' | 'list', response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': contentType(delivery) });
  response.end(textOf(bodies, delivery));
}

/** The connection ends in the middle of the last piece. */
function breakOff(bodies: readonly object[], delivery: 'events' | 'list', response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': contentType(delivery) });
  response.write(textOf(bodies, delivery).slice(0, -40), () => response.destroy());
}

const contentType = (delivery: 'events' | 'list'): string =>
  delivery === 'events' ? 'text/event-stream' : 'application/json; charset=UTF-8';

const textOf = (bodies: readonly object[], delivery: 'events' | 'list'): string =>
  delivery === 'events'
    ? bodies.map(body => `data: ${JSON.stringify(body)}\r\n\r\n`).join('')
    : JSON.stringify(bodies);
