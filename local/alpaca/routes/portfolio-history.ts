import { invalidField } from '../http/api-error.ts';
import { ok, type Reply } from '../http/reply.ts';
import { type AccountRequest, type Handler, timeParam } from '../http/request.ts';
import type { Route } from '../http/router.ts';
import {
  type HistoryRange,
  isTimeframe,
  periodStart,
  pointCount,
  portfolioHistory,
  usualTimeframe,
} from '../trading/portfolio-history.ts';

const MOST_POINTS = 50_000;

function parseRange({ query, exchange, now }: AccountRequest): HistoryRange {
  const endMs = Math.min(timeParam(query, 'end', invalidField) ?? now.ms, now.ms);
  const period = query.get('period');
  const given = timeParam(query, 'start', invalidField);
  if (given !== undefined && period !== null && query.has('end')) {
    throw invalidField('only two of start, end and period may be specified');
  }
  const startMs = given ?? periodStart(exchange.market, period ?? '1M', endMs);
  if (startMs === undefined) throw invalidField('invalid period');
  if (startMs > endMs) throw invalidField('start must not be after end');
  const timeframe = query.get('timeframe') ?? usualTimeframe(endMs - startMs);
  if (!isTimeframe(timeframe)) throw invalidField('invalid timeframe');
  return { startMs, endMs, timeframe, continuous: query.get('intraday_reporting') === 'continuous' };
}

function history(request: AccountRequest): Reply {
  const range = parseRange(request);
  if (pointCount(range) > MOST_POINTS) throw invalidField('the period is too long for the timeframe');
  return ok(portfolioHistory(request.exchange.market, request.account, range));
}

/** The account's equity over time. */
export const portfolioHistoryRoutes: Route<Handler>[] = [
  { method: 'GET', pattern: '/v2/account/portfolio/history', handler: history },
];
