import type { MarketNow } from '../clock/market-clock.ts';
import type { Exchange } from '../exchange.ts';
import type { Account } from '../trading/state.ts';
import { ApiError } from './api-error.ts';
import type { Reply } from './reply.ts';

/** A request that has been routed and, where keys are needed, authenticated. */
export interface ApiRequest {
  readonly exchange: Exchange;
  readonly now: MarketNow;
  readonly query: URLSearchParams;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The parsed JSON body; undefined without one. */
  readonly body: unknown;
}

/** A request of an account whose orders are settled up to now. */
export interface AccountRequest extends ApiRequest {
  readonly account: Account;
}

/** Answers a request of an account. */
export type Handler = (request: AccountRequest) => Reply;

/** Answers a request that needs no account. */
export type OpenHandler = (request: ApiRequest) => Reply;

/** A path parameter that the route's pattern is known to have. */
export function param(request: ApiRequest, name: string): string {
  const value = request.params[name];
  if (value === undefined) throw new Error(`the route has no parameter ${name}`);
  return value;
}

/** The body as an object. @throws ApiError 400 when it is none. */
export function bodyObject(request: ApiRequest): Readonly<Record<string, unknown>> {
  const { body } = request;
  if (typeof body === 'object' && body !== null && !Array.isArray(body))
    return body as Record<string, unknown>;
  throw new ApiError(400, 40010000, 'request body format is invalid');
}

/** A list parameter: comma-separated, blanks dropped; undefined when it was not given. */
export function listParam(query: URLSearchParams, name: string): string[] | undefined {
  const text = query.get(name);
  if (text === null) return undefined;
  return text
    .split(',')
    .map(item => item.trim())
    .filter(item => item !== '');
}

/** A whole-number parameter within bounds. @param refuse makes the error for anything else. */
export function intParam(
  query: URLSearchParams,
  name: string,
  bounds: { min: number; max: number; fallback: number },
  refuse: (message: string) => ApiError,
): number {
  const text = query.get(name);
  if (text === null || text === '') return bounds.fallback;
  const value = Number(text);
  if (!/^\d{1,9}$/.test(text) || value < bounds.min || value > bounds.max) {
    throw refuse(`invalid ${name}: must be between ${bounds.min} and ${bounds.max}`);
  }
  return value;
}

/** Orders things by time: `asc` or `desc`. @param refuse makes the error for anything else. */
export function directionParam(
  query: URLSearchParams,
  name: string,
  fallback: 'asc' | 'desc',
  refuse: (message: string) => ApiError,
): 'asc' | 'desc' {
  const text = query.get(name) ?? fallback;
  if (text === 'asc' || text === 'desc') return text;
  throw refuse(`invalid ${name}: must be asc or desc`);
}

const TIME = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;

/** An instant parameter (RFC 3339, or a date for midnight UTC) in epoch milliseconds; undefined when not given. */
export function timeParam(
  query: URLSearchParams,
  name: string,
  refuse: (message: string) => ApiError,
): number | undefined {
  const text = query.get(name);
  if (text === null || text === '') return undefined;
  const ms = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(ms)) throw refuse(`invalid ${name}: ${text.slice(0, 40)}`);
  return ms;
}
