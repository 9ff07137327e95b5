import type { TradingCalendar, TradingSession } from '../clock/calendar.ts';
import {
  addDays,
  newYorkDate,
  newYorkHourMinute,
  newYorkIso,
  newYorkTime,
  weekday,
} from '../clock/new-york.ts';
import { ApiError, invalidField } from '../http/api-error.ts';
import { ok, type Reply } from '../http/reply.ts';
import { type AccountRequest, type ApiRequest, type Handler, param, timeParam } from '../http/request.ts';
import type { Route } from '../http/router.ts';

const PRE_MINUTE = 4 * 60;
const POST_MINUTE = 20 * 60;
const MARKETS = new Map([
  ['NYSE', { acronym: 'NYSE', name: 'New York Stock Exchange', mic: 'XNYS', timezone: 'America/New_York' }],
  ['NASDAQ', { acronym: 'NASDAQ', name: 'NASDAQ', mic: 'XNAS', timezone: 'America/New_York' }],
]);

/** The next close: today's while the market is open, else that of the next session. */
function nextClose(calendar: TradingCalendar, ms: number): number {
  return (calendar.openAt(ms) ?? calendar.nextAfter(ms)).closeMs;
}

function clock({ exchange, now }: ApiRequest): Reply {
  const { calendar } = exchange.market;
  return ok({
    timestamp: newYorkIso(now.ms),
    is_open: now.session !== undefined,
    next_open: newYorkIso(calendar.nextAfter(now.ms).openMs),
    next_close: newYorkIso(nextClose(calendar, now.ms)),
  });
}

/** Which part of the trading day `ms` is in, and when that part ends. */
function phaseAt(calendar: TradingCalendar, ms: number): { phase: string; until: number } {
  const open = calendar.openAt(ms);
  if (open !== undefined) return { phase: 'core', until: open.closeMs };
  const date = newYorkDate(ms);
  const last = calendar.sessions[calendar.lastOpened(ms)];
  if (last?.date === date && ms < newYorkTime(date, POST_MINUTE)) {
    return { phase: 'post', until: newYorkTime(date, POST_MINUTE) };
  }
  const next = calendar.nextAfter(ms);
  const pre = newYorkTime(next.date, PRE_MINUTE);
  return ms >= pre ? { phase: 'pre', until: next.openMs } : { phase: 'closed', until: pre };
}

function clocks(request: ApiRequest): Reply {
  const { exchange, query, now } = request;
  const { calendar } = exchange.market;
  const ms = timeParam(query, 'time', invalidField) ?? now.ms;
  const names = (query.get('markets') ?? 'NYSE,NASDAQ').split(',').map(name => name.trim().toUpperCase());
  const { phase, until } = phaseAt(calendar, ms);
  const date = newYorkDate(ms);
  const isMarketDay = calendar.sessions.some(session => session.date === date);
  const shown = names.flatMap(name => {
    const market = MARKETS.get(name);
    if (market === undefined) return [];
    return [
      {
        market,
        timestamp: newYorkIso(ms),
        is_market_day: isMarketDay,
        next_market_open: newYorkIso(calendar.nextAfter(ms).openMs),
        next_market_close: newYorkIso(nextClose(calendar, ms)),
        phase,
        phase_until: newYorkIso(until),
      },
    ];
  });
  return ok({ clocks: shown });
}

/** Two business days later, as trades settled in the replayed years. */
function settlementDate(calendar: TradingCalendar, session: TradingSession): string {
  const known = calendar.sessions[session.index + 2]?.date;
  if (known !== undefined) return known;
  let date = session.date;
  for (let left = 2; left > 0; ) {
    date = addDays(date, 1);
    if (weekday(date) % 6 !== 0) left -= 1;
  }
  return date;
}

function dateRange(
  request: ApiRequest,
  fallback: { start: string; end: string },
): { start: string; end: string } {
  const read = (name: 'start' | 'end') => {
    const ms = timeParam(request.query, name, invalidField);
    return ms === undefined ? fallback[name] : new Date(ms).toISOString().slice(0, 10);
  };
  const range = { start: read('start'), end: read('end') };
  if (range.start > range.end) throw invalidField('start must not be after end');
  return range;
}

function sessionsWithin(calendar: TradingCalendar, range: { start: string; end: string }): TradingSession[] {
  return calendar.sessions.filter(session => session.date >= range.start && session.date <= range.end);
}

function calendarDays(request: ApiRequest): Reply {
  const { calendar } = request.exchange.market;
  const range = dateRange(request, { start: calendar.first.date, end: calendar.last.date });
  return ok(
    sessionsWithin(calendar, range).map(session => ({
      date: session.date,
      open: newYorkHourMinute(session.openMs),
      close: newYorkHourMinute(session.closeMs),
      session_open: '0400',
      session_close: '2000',
      settlement_date: settlementDate(calendar, session),
    })),
  );
}

function marketCalendar(request: AccountRequest): Reply {
  const { calendar } = request.exchange.market;
  const name = param(request, 'market').toUpperCase();
  const market = MARKETS.get(name);
  if (market === undefined) throw new ApiError(404, 40410000, `market not found: ${name.slice(0, 40)}`);
  const today = newYorkDate(request.now.ms);
  const { start, end } = dateRange(request, { start: today, end: addDays(today, 7) });
  const days = sessionsWithin(calendar, { start, end }).map(session => ({
    date: session.date,
    pre_start: newYorkIso(newYorkTime(session.date, PRE_MINUTE)),
    pre_end: newYorkIso(session.openMs),
    core_start: newYorkIso(session.openMs),
    core_end: newYorkIso(session.closeMs),
    post_start: newYorkIso(session.closeMs),
    post_end: newYorkIso(newYorkTime(session.date, POST_MINUTE)),
    settlement_date: settlementDate(calendar, session),
  }));
  return ok({ market, calendar: days });
}

/** When the market is open, in market time. */
export const marketHoursRoutes: Route<Handler>[] = [
  { method: 'GET', pattern: '/v2/clock', handler: clock },
  { method: 'GET', pattern: '/v3/clock', handler: clocks },
  { method: 'GET', pattern: '/v2/calendar', handler: calendarDays },
  { method: 'GET', pattern: '/v3/calendar/:market', handler: marketCalendar },
];
