import type { IncomingMessage, ServerResponse } from 'node:http';
import { StorageError } from '../../storage-problem.ts';
import type { MarketNow } from '../clock/market-clock.ts';
import type { Exchange } from '../exchange.ts';
import type { Account } from '../trading/state.ts';
import { ApiError } from './api-error.ts';
import { breakPrices, type Fault, type FaultBoard } from './faults.ts';
import { RateLimiter, rateLimitHeaders } from './rate-limit.ts';
import { DATA_REFUSALS, type Refusals, TRADING_REFUSALS } from './refusals.ts';
import type { Reply } from './reply.ts';
import type { Handler, OpenHandler } from './request.ts';
import type { RequestLog } from './request-log.ts';
import { type Addressed, address, type Match, type Router } from './router.ts';
import { readJson, send, sendText } from './send.ts';

export interface ServiceParts {
  readonly exchange: Exchange;
  readonly faults: FaultBoard;
  readonly requests: RequestLog;
  readonly trading: Router<Handler>;
  readonly data: Router<OpenHandler>;
  readonly control: Router<OpenHandler>;
  /** Requests a minute for each account, counted apart for trading and for data. */
  readonly rateLimit: number;
  readonly log: (line: string) => void;
}

/** A request taken apart, before anybody has looked at what it wants. */
interface Incoming extends Addressed {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly method: string;
  readonly query: URLSearchParams;
}

/** Alpaca gives crypto prices to everybody, and the SDK sends no keys for them. */
const PUBLIC_DATA = '/v1beta3/crypto/';

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name];
  return typeof value === 'string' ? value : '';
}

function matched<H>(match: Match<H> | 'method' | undefined, refusals: Refusals): Match<H> {
  if (match === 'method') throw refusals.wrongMethod;
  if (match === undefined) throw refusals.notFound;
  return match;
}

function reasonOf(error: unknown): string {
  if (error instanceof StorageError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Answers every request that reaches the exchange. Whatever a client sends, it gets a reply and the process goes on. */
export class Service {
  readonly #parts: ServiceParts;
  readonly #limiter: RateLimiter;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(parts: ServiceParts) {
    this.#parts = parts;
    this.#limiter = new RateLimiter(parts.rateLimit);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const question = url.indexOf('?');
    const addressed = address(question === -1 ? url : url.slice(0, question));
    const query = new URLSearchParams(question === -1 ? '' : url.slice(question + 1));
    const incoming = { ...addressed, request, response, method: request.method ?? 'GET', query };
    try {
      if (addressed.surface.api === 'control') await this.#control(incoming);
      else await this.#api(incoming, addressed.surface.api === 'data' ? DATA_REFUSALS : TRADING_REFUSALS);
    } catch (error) {
      this.#fail(response, error);
    }
  }

  /** Stops waiting on behalf of slow faults. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #control({ request, response, method, path, query }: Incoming): Promise<void> {
    const { control, exchange } = this.#parts;
    const { route, params } = matched(control.match(method, path), DATA_REFUSALS);
    const body = await readJson(request);
    const now = exchange.now();
    send(
      response,
      exchange.atomically(() => route.handler({ exchange, now, query, params, body })),
    );
  }

  async #api(incoming: Incoming, refusals: Refusals): Promise<void> {
    const { exchange, faults } = this.#parts;
    const { request, response, surface, path } = incoming;
    const keyId = header(request, 'apca-api-key-id');
    const body = await readJson(request);
    const known = exchange.accounts.has(keyId);
    if (known) this.#count(keyId, incoming);
    const fault = known ? faults.take(keyId, path) : undefined;
    if (fault !== undefined && (await this.#interrupt(fault, incoming, refusals))) return;

    const account = this.#authenticate(incoming, keyId, refusals);
    const now = exchange.now();
    let headers: Record<string, string> = {};
    if (account !== undefined) {
      const allowance = this.#limiter.take(`${surface.api} ${keyId}`, now.wallMs);
      headers = rateLimitHeaders(allowance);
      if (!allowance.allowed) {
        this.#fail(response, refusals.tooMany, headers);
        return;
      }
    }
    try {
      this.#deliver(response, this.#answer(incoming, account, now, body, refusals), fault, headers);
    } catch (error) {
      this.#fail(response, error, headers);
    }
  }

  #count(keyId: string, { surface, method, path }: Incoming): void {
    const router = surface.api === 'data' ? this.#parts.data : this.#parts.trading;
    const match = router.match(method, path);
    this.#parts.requests.count(
      keyId,
      `${method} ${typeof match === 'object' ? match.route.pattern : '(unknown)'}`,
    );
  }

  /** @returns undefined for somebody without keys who needs none. @throws ApiError 401 for wrong or misplaced keys. */
  #authenticate(
    { request, surface, path }: Incoming,
    keyId: string,
    refusals: Refusals,
  ): Account | undefined {
    const secret = header(request, 'apca-api-secret-key');
    if (surface.api === 'data' && path.startsWith(PUBLIC_DATA) && keyId === '' && secret === '')
      return undefined;
    const account = this.#parts.exchange.authenticate(keyId, secret);
    const misplaced = surface.api === 'trading' && account?.state.environment !== surface.environment;
    if (account === undefined || misplaced) throw refusals.unauthorized;
    return account;
  }

  #answer(
    incoming: Incoming,
    account: Account | undefined,
    now: MarketNow,
    body: unknown,
    refusals: Refusals,
  ): Reply {
    const { exchange, trading, data } = this.#parts;
    const { surface, method, path, query } = incoming;
    if (surface.api === 'data') {
      const { route, params } = matched(data.match(method, path), refusals);
      return exchange.atomically(() => route.handler({ exchange, now, query, params, body }));
    }
    const { route, params } = matched(trading.match(method, path), refusals);
    if (account === undefined) throw refusals.unauthorized;
    return exchange.atomically(() => {
      exchange.settle(account, now);
      return route.handler({ exchange, now, query, params, body, account });
    });
  }

  #deliver(
    response: ServerResponse,
    reply: Reply,
    fault: Fault | undefined,
    headers: Record<string, string>,
  ): void {
    if (fault?.kind === 'malformed') {
      const text = JSON.stringify(reply.body ?? {});
      sendText(response, 200, text.slice(0, Math.max(1, Math.floor(text.length / 2))), headers);
      return;
    }
    const broken = fault?.kind === 'missing-price' || fault?.kind === 'negative-price';
    send(response, broken ? { status: reply.status, body: breakPrices(reply.body, fault) } : reply, headers);
  }

  /** Plays the faults that come before a request is looked at. @returns whether the request ends there. */
  async #interrupt(fault: Fault, { request, response }: Incoming, refusals: Refusals): Promise<boolean> {
    switch (fault.kind) {
      case '401':
        throw refusals.unauthorized;
      case '403':
        throw refusals.forbidden;
      case '500':
        throw refusals.broken;
      case '429': {
        const standing = this.#limiter.peek(this.#parts.exchange.now().wallMs);
        this.#fail(
          response,
          refusals.tooMany,
          rateLimitHeaders({ allowed: false, remaining: 0, ...standing }),
        );
        return true;
      }
      case 'hang':
        return true;
      case 'reset':
        request.socket.resetAndDestroy();
        return true;
      case 'slow':
        await this.#wait(fault.delayMs ?? 1_000);
        return false;
      default:
        return false;
    }
  }

  #wait(ms: number): Promise<void> {
    return new Promise(resolve => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }

  #fail(response: ServerResponse, error: unknown, headers: Record<string, string> = {}): void {
    if (error instanceof ApiError) {
      send(response, { status: error.status, body: error.body }, headers);
      return;
    }
    this.#parts.log(`a request failed: ${reasonOf(error)}`);
    send(response, { status: 500, body: TRADING_REFUSALS.broken.body }, headers);
  }
}
