import { latestBar, latestQuote, latestTrade, snapshot } from '../data/latest.ts';
import { type AssetClass, instrumentFor, instrumentsFor } from '../data/symbols.ts';
import { ApiError, badDataRequest } from '../http/api-error.ts';
import { ok } from '../http/reply.ts';
import { type ApiRequest, type OpenHandler, param } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import type { Tape } from '../prices/tape.ts';

type View = (request: ApiRequest, tape: Tape) => unknown;

interface Kind {
  readonly one: string;
  readonly many: string;
  readonly view: View;
}

const KINDS: readonly Kind[] = [
  { one: 'trade', many: 'trades', view: ({ exchange, now }, tape) => latestTrade(exchange, tape, now) },
  { one: 'quote', many: 'quotes', view: ({ exchange, now }, tape) => latestQuote(exchange, tape, now) },
  { one: 'bar', many: 'bars', view: ({ now }, tape) => latestBar(tape, now) },
];

const snapshotView: View = ({ exchange, now }, tape) => snapshot(exchange, tape, now);

/** A view of each requested instrument, by symbol; unlisted ones are left out, as Alpaca leaves them out. */
function bySymbol(request: ApiRequest, assetClass: AssetClass, view: View): Record<string, unknown> {
  const entries = instrumentsFor(request.query, assetClass).flatMap(instrument => {
    const shown = view(request, request.exchange.market.tape(instrument));
    return shown === undefined ? [] : [[instrument.symbol, shown] as const];
  });
  return Object.fromEntries(entries);
}

/** A view of the one stock in the path. @throws ApiError 404 when it is not listed. */
function single(request: ApiRequest, what: string, view: View): { symbol: string; shown: unknown } {
  const symbol = param(request, 'symbol');
  const instrument = instrumentFor(symbol, 'us_equity');
  const shown = instrument && view(request, request.exchange.market.tape(instrument));
  if (shown === undefined) throw new ApiError(404, undefined, `no ${what} found for ${symbol}`);
  return { symbol, shown };
}

const LOCATIONS = new Set(['us', 'us-1', 'us-2', 'eu-1', 'bs-1']);

/** Checks the crypto location in the path. @throws ApiError 400 for an unknown one. */
export function checkLocation(request: ApiRequest): void {
  const loc = param(request, 'loc');
  if (!LOCATIONS.has(loc)) throw badDataRequest(`invalid location: ${loc.slice(0, 40)}`);
}

function cryptoHandler(name: string, view: View): OpenHandler {
  return request => {
    checkLocation(request);
    return ok({ [name]: bySymbol(request, 'crypto', view) });
  };
}

/** A thin book of five levels around the quote, each level a quarter of the spread further out. */
const orderbook: View = (request, tape) => {
  const quote = latestQuote(request.exchange, tape, request.now);
  const step = Math.max(10 ** -tape.instrument.priceDecimals, (quote.ap - quote.bp) / 4);
  const level = (price: number, size: number) => ({
    p: Number(price.toFixed(tape.instrument.priceDecimals)),
    s: size,
  });
  const levels = [0, 1, 2, 3, 4];
  return {
    t: quote.t,
    b: levels.map(i => level(quote.bp - i * step, quote.bs)),
    a: levels.map(i => level(quote.ap + i * step, quote.as)),
  };
};

/** Latest trades, quotes, bars and snapshots, of stocks and of crypto. */
export const latestRoutes: Route<OpenHandler>[] = [
  ...KINDS.flatMap(({ one, many, view }): Route<OpenHandler>[] => [
    {
      method: 'GET',
      pattern: `/v2/stocks/${many}/latest`,
      handler: request => ok({ [many]: bySymbol(request, 'us_equity', view) }),
    },
    {
      method: 'GET',
      pattern: `/v2/stocks/:symbol/${many}/latest`,
      handler: request => {
        const { symbol, shown } = single(request, one, view);
        return ok({ symbol, [one]: shown });
      },
    },
    { method: 'GET', pattern: `/v1beta3/crypto/:loc/latest/${many}`, handler: cryptoHandler(many, view) },
  ]),
  {
    method: 'GET',
    pattern: '/v2/stocks/snapshots',
    handler: request => ok(bySymbol(request, 'us_equity', snapshotView)),
  },
  {
    method: 'GET',
    pattern: '/v2/stocks/:symbol/snapshot',
    handler: request => {
      const { symbol, shown } = single(request, 'snapshot', snapshotView);
      return ok({ symbol, ...(typeof shown === 'object' ? shown : {}) });
    },
  },
  {
    method: 'GET',
    pattern: '/v1beta3/crypto/:loc/snapshots',
    handler: cryptoHandler('snapshots', snapshotView),
  },
  {
    method: 'GET',
    pattern: '/v1beta3/crypto/:loc/latest/orderbooks',
    handler: cryptoHandler('orderbooks', orderbook),
  },
];
