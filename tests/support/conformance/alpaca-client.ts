import { Alpaca } from '@alpacahq/alpaca-trade-api';
import type { TestExchange } from '../../../local/test-support/alpaca/exchange.ts';

/** Sends what is meant for an official host to the exchange, with that host as the path's first segment. */
function rewriteHosts(exchange: TestExchange): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    return fetch(`${exchange.url}/${url.host}${url.pathname}${url.search}`, init);
  };
}

/** The official SDK, pointed at the exchange. */
export function sdkFor(
  exchange: TestExchange,
  keyId: string,
  options: { secret?: string; paper?: boolean } = {},
): Alpaca {
  return new Alpaca({
    keyId,
    secret: options.secret ?? `secret-${keyId}`,
    paper: options.paper ?? true,
    retry: false,
    rateLimit: false,
    fetchApi: rewriteHosts(exchange),
  });
}
