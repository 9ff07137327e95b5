import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FirestoreError } from '../../storage/errors.ts';
import { readBody } from '../rest/request-body.ts';
import type { Engine } from '../rpc/engine.ts';
import { ChannelSession } from './channel-session.ts';
import { parseChannelForm, parseHeaders } from './form.ts';
import { frame } from './frames.ts';
import { openRpcStream } from './rpc-stream.ts';

const PATH = /^\/google\.firestore\.v1\.Firestore\/(Listen|Write)\/channel$/;
const PROTOCOL_VERSION = 8;
const SERVER_VERSION = 12;
const KEEP_ALIVE_MS = 30_000;
const IDLE_LIMIT_MS = 5 * 60_000;
const SWEEP_MS = 60_000;
const EXPOSED_HEADERS = 'x-client-wire-protocol, x-http-session-id, x-http-initial-response';

/** The browser's streams: WebChannel, version 8, over HTTP/1.1. */
export class WebChannelServer {
  private readonly engine: Engine;
  private readonly sessions = new Map<string, ChannelSession>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(engine: Engine) {
    this.engine = engine;
    this.sweeper = setInterval(() => this.dropIdle(), SWEEP_MS).unref();
  }

  handles(pathname: string): boolean {
    return PATH.test(pathname);
  }

  async handle(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    response.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
    response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    const parameters = url.searchParams;
    const id = parameters.get('SID');
    if (id === null) {
      if (request.method === 'POST') await this.open(request, response, url);
      else refuse(response);
      return;
    }
    const session = this.sessions.get(id);
    if (session === undefined) {
      refuse(response);
      return;
    }
    session.acknowledge(Number(parameters.get('AID') ?? 0));
    if (parameters.get('TYPE') === 'terminate') {
      this.sessions.delete(id);
      session.close();
      response.end();
    } else if (request.method === 'POST') {
      await this.forward(session, request, response);
    } else {
      this.attach(session, parameters, response);
    }
  }

  close(): void {
    clearInterval(this.sweeper);
    for (const session of this.sessions.values()) session.close();
    this.sessions.clear();
  }

  /** The handshake: a new session, whose first messages usually come along. */
  private async open(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const form = parseChannelForm(await readBody(request));
    const name = PATH.exec(url.pathname)?.[1] ?? '';
    const inQuery = parseHeaders(url.searchParams.get('$httpHeaders') ?? '');
    const authorization =
      form.headers.get('authorization') ?? inQuery.get('authorization') ?? request.headers.authorization;
    const session = new ChannelSession(
      send =>
        openRpcStream(this.engine, name, authorization, {
          message: send,
          end: error => send(error ?? 'close'),
        }),
      this.now(),
    );
    const id = randomBytes(16).toString('base64url');
    this.sessions.set(id, session);
    response.end(frame([[0, ['c', id, '', PROTOCOL_VERSION, SERVER_VERSION, KEEP_ALIVE_MS]]]));
    session.receive(form, this.now());
  }

  private async forward(
    session: ChannelSession,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    try {
      const form = parseChannelForm(await readBody(request));
      response.end(frame(session.status()));
      session.receive(form, this.now());
    } catch (error) {
      if (!(error instanceof FirestoreError)) throw error;
      refuse(response);
    }
  }

  private attach(session: ChannelSession, parameters: URLSearchParams, response: ServerResponse): void {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cache-Control', 'private, max-age=0');
    const longPoll = parameters.get('CI') === '1';
    const timeout = Number(parameters.get('TO') ?? KEEP_ALIVE_MS) || KEEP_ALIVE_MS;
    session.attach(response, longPoll ? timeout : undefined, this.now());
  }

  private dropIdle(): void {
    for (const [id, session] of this.sessions) {
      if (!session.isIdle(this.now(), IDLE_LIMIT_MS)) continue;
      this.sessions.delete(id);
      session.close();
    }
  }

  /** Milliseconds, only for telling how long a session has been idle. */
  private now(): number {
    return performance.now();
  }
}

/** The client gives the session up and opens a new one. */
function refuse(response: ServerResponse): void {
  response.statusCode = 400;
  response.end();
}
