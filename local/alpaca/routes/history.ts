import { newYorkDate, newYorkTime } from '../clock/new-york.ts';
import { type Item, readPage, type Span } from '../data/page.ts';
import { barSeries, type Direction, tickSeries } from '../data/series.ts';
import { type AssetClass, instrumentFor, instrumentsFor } from '../data/symbols.ts';
import { quoteAt, tradeAt } from '../data/ticks.ts';
import { badDataRequest } from '../http/api-error.ts';
import { ok } from '../http/reply.ts';
import {
  type ApiRequest,
  directionParam,
  intParam,
  type OpenHandler,
  param,
  timeParam,
} from '../http/request.ts';
import type { Route } from '../http/router.ts';
import type { Instrument } from '../prices/instruments.ts';
import type { Tape } from '../prices/tape.ts';
import { parseTimeframe, type Timeframe } from '../prices/timeframe.ts';
import { checkLocation } from './latest.ts';

type Series = (tape: Tape, span: Span, nowMs: number, direction: Direction) => Iterable<Item>;

interface Kind {
  /** The collection's name in the path and in the body. */
  readonly name: string;
  readonly series: (request: ApiRequest) => Series;
}

function timeframe(query: URLSearchParams): Timeframe {
  const text = query.get('timeframe') ?? '';
  const parsed = parseTimeframe(text);
  if (parsed === undefined)
    throw badDataRequest(text === '' ? 'timeframe is required' : `invalid timeframe: ${text.slice(0, 20)}`);
  return parsed;
}

const KINDS: readonly Kind[] = [
  {
    name: 'bars',
    series: ({ query }) => {
      const length = timeframe(query);
      return (tape, span, nowMs, direction) => barSeries(tape, length, span, nowMs, direction);
    },
  },
  {
    name: 'trades',
    series:
      () =>
      (tape, ...rest) =>
        tickSeries(tape, tradeAt, ...rest),
  },
  {
    name: 'quotes',
    series:
      () =>
      (tape, ...rest) =>
        tickSeries(tape, quoteAt, ...rest),
  },
];

/** The time asked for: without a start, from the beginning of the market's present day; without an end, until now. */
function parseSpan({ query, now }: ApiRequest): Span {
  const fromMs = timeParam(query, 'start', badDataRequest) ?? newYorkTime(newYorkDate(now.ms), 0);
  const untilMs = timeParam(query, 'end', badDataRequest) ?? Math.max(now.ms, fromMs);
  if (untilMs < fromMs) throw badDataRequest('end should not be before start');
  return { fromMs, untilMs };
}

function page(request: ApiRequest, kind: Kind, instruments: readonly Instrument[]) {
  const { exchange, query, now } = request;
  const direction = directionParam(query, 'sort', 'asc', badDataRequest);
  const series = kind.series(request);
  return readPage({
    instruments,
    span: parseSpan(request),
    direction,
    limit: intParam(query, 'limit', { min: 1, max: 10_000, fallback: 1_000 }, badDataRequest),
    token: query.get('page_token') || undefined,
    series: (instrument, span) => series(exchange.market.tape(instrument), span, now.ms, direction),
  });
}

function many(request: ApiRequest, kind: Kind, assetClass: AssetClass) {
  const { items, nextPageToken } = page(request, kind, instrumentsFor(request.query, assetClass));
  return ok({ [kind.name]: Object.fromEntries(items), next_page_token: nextPageToken });
}

function one(request: ApiRequest, kind: Kind) {
  const symbol = param(request, 'symbol');
  const instrument = instrumentFor(symbol, 'us_equity');
  const { items, nextPageToken } = page(request, kind, instrument === undefined ? [] : [instrument]);
  return ok({ [kind.name]: items.get(symbol) ?? [], symbol, next_page_token: nextPageToken });
}

/** Historical bars, trades and quotes, in pages, up to the market's present. */
export const historyRoutes: Route<OpenHandler>[] = KINDS.flatMap((kind): Route<OpenHandler>[] => [
  { method: 'GET', pattern: `/v2/stocks/${kind.name}`, handler: request => many(request, kind, 'us_equity') },
  { method: 'GET', pattern: `/v2/stocks/:symbol/${kind.name}`, handler: request => one(request, kind) },
  {
    method: 'GET',
    pattern: `/v1beta3/crypto/:loc/${kind.name}`,
    handler: request => {
      checkLocation(request);
      return many(request, kind, 'crypto');
    },
  },
]);
