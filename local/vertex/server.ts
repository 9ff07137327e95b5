import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { refusalOf } from '../callers/allowed-callers.ts';
import { BehaviourBoard } from './behaviour/board.ts';
import { outcomeOf } from './behaviour/misbehave.ts';
import { selfSigned } from './certificate/self-signed.ts';
import { storedCertificate } from './certificate/stored.ts';
import { handleControl, type LoggedQuestion } from './control.ts';
import { deliver } from './generate/deliver.ts';
import { readQuestion } from './generate/request.ts';
import { parseRoute } from './generate/route.ts';
import { ApiError } from './http/api-error.ts';
import { readJson, sendJson } from './http/json.ts';
import { answerTo } from './model/answer.ts';

export interface VertexOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Defaults to 127.0.0.1. */
  readonly host?: string;
  /** Directory of the certificate and its key; without it they last as long as the server. */
  readonly data?: string;
  /** The current time; defaults to the system's clock. */
  readonly now?: () => Date;
}

export interface RunningVertex {
  readonly host: string;
  readonly port: number;
  /** In PEM: what a client has to trust. */
  readonly certificate: string;
  /** Drops every connection, hanging ones too, and frees the port. */
  close(): Promise<void>;
}

/** How many of the questions that were put are remembered. */
const REMEMBERED = 1_000;

/**
 * Serves Gemini's `generateContent` and `streamGenerateContent` over HTTPS.
 *
 * @throws NodeJS.ErrnoException `EADDRINUSE` when the port is busy
 */
export async function startVertex(options: VertexOptions): Promise<RunningVertex> {
  const { host = '127.0.0.1', data, now = () => new Date() } = options;
  const { certificate, key } = data === undefined ? selfSigned(now()) : storedCertificate(data, now());
  const board = new BehaviourBoard();
  const questions: LoggedQuestion[] = [];
  const server = createServer({ cert: certificate, key }, (request, response) => {
    const refusal = refusalOf(request.headers, { host, origins: [] });
    if (refusal !== undefined) {
      response.setHeader('Connection', 'close');
      answerError(response, new ApiError(403, refusal));
      return;
    }
    handle(request, response, board, questions).catch((error: unknown) => answerError(response, error));
  });
  const port = await listen(server, options.port, host);
  return {
    host,
    port,
    certificate,
    async close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  board: BehaviourBoard,
  questions: LoggedQuestion[],
): Promise<void> {
  const url = new URL(request.url ?? '/', 'https://localhost');
  if (url.pathname.startsWith('/control/')) {
    return handleControl(url.pathname, request, response, board, questions);
  }
  const route = parseRoute(url);
  if (request.method !== 'POST') throw new ApiError(404, 'Only POST is served here.');
  if (!/^Bearer \S+$/.test(request.headers.authorization ?? '')) {
    throw new ApiError(401, 'Request is missing required authentication credential.');
  }
  const question = readQuestion(await readJson(request));
  const behaviour = board.take();
  questions.push({ ...route, behaviour: behaviour ?? null });
  if (questions.length > REMEMBERED) questions.shift();
  const outcome = outcomeOf(behaviour, answerTo(question), question);
  deliver(outcome, { question, model: route.model }, route.delivery, response);
}

/** An unforeseen error is reported without its text: it may quote the account that was asked about. */
function answerError(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const known = error instanceof ApiError ? error : new ApiError(500, 'Internal error encountered.');
  if (known !== error)
    console.error(`vertex: internal error: ${error instanceof Error ? error.name : typeof error}`);
  sendJson(response, known.code, known.body);
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
