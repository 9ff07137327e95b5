import type { BrokerEnvironment } from '@agenttrader/domain/accounts/environment';

/** The part of Alpaca that a request is meant for. */
export type Surface =
  | { readonly api: 'trading'; readonly environment: BrokerEnvironment }
  | { readonly api: 'data' }
  | { readonly api: 'control' };

const HOSTS = new Map<string, Surface>([
  ['paper-api.alpaca.markets', { api: 'trading', environment: 'paper' }],
  ['api.alpaca.markets', { api: 'trading', environment: 'live' }],
  ['data.alpaca.markets', { api: 'data' }],
]);

const DATA_PATHS = ['/v2/stocks', '/v1beta3/crypto', '/v1beta1/', '/v1/corporate-actions'];

/** A request's surface and its path there, still percent-encoded. */
export interface Addressed {
  readonly surface: Surface;
  readonly path: string;
}

/** Reads the official host from the path's first segment; without one, tells the API from the path itself. */
export function address(path: string): Addressed {
  const slash = path.indexOf('/', 1);
  const first = slash === -1 ? path.slice(1) : path.slice(1, slash);
  const surface = HOSTS.get(first);
  if (surface !== undefined) return { surface, path: slash === -1 ? '/' : path.slice(slash) };
  if (first === 'control') return { surface: { api: 'control' }, path };
  if (DATA_PATHS.some(prefix => path.startsWith(prefix))) return { surface: { api: 'data' }, path };
  return { surface: { api: 'trading', environment: 'paper' }, path };
}

export interface Route<Handler> {
  readonly method: string;
  /** `/v2/orders/:orderId`: a segment with a leading colon is a parameter. */
  readonly pattern: string;
  readonly handler: Handler;
}

export interface Match<Handler> {
  readonly route: Route<Handler>;
  readonly params: Record<string, string>;
}

function matchSegments(
  pattern: readonly string[],
  segments: readonly string[],
): Record<string, string> | undefined {
  if (pattern.length !== segments.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, expected] of pattern.entries()) {
    const segment = segments[i] ?? '';
    if (!expected.startsWith(':')) {
      if (expected !== segment) return undefined;
      continue;
    }
    if (segment === '') return undefined;
    try {
      params[expected.slice(1)] = decodeURIComponent(segment);
    } catch {
      return undefined;
    }
  }
  return params;
}

/** Finds routes by method and path; of several that fit, the one listed first. */
export class Router<Handler> {
  readonly #routes: readonly { route: Route<Handler>; segments: readonly string[] }[];

  constructor(routes: readonly Route<Handler>[]) {
    this.#routes = routes.map(route => ({ route, segments: route.pattern.split('/') }));
  }

  /** @returns `'method'` when the path exists for other methods only. */
  match(method: string, path: string): Match<Handler> | 'method' | undefined {
    const segments = path.split('/');
    let otherMethod = false;
    for (const { route, segments: pattern } of this.#routes) {
      const params = matchSegments(pattern, segments);
      if (params === undefined) continue;
      if (route.method === method) return { route, params };
      otherMethod = true;
    }
    return otherMethod ? 'method' : undefined;
  }
}
