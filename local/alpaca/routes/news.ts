import { type Dispatch, dispatchesWithin, newsView } from '../data/news.ts';
import { badDataRequest } from '../http/api-error.ts';
import { ok, type Reply } from '../http/reply.ts';
import {
  type ApiRequest,
  directionParam,
  intParam,
  listParam,
  type OpenHandler,
  timeParam,
} from '../http/request.ts';
import type { Route } from '../http/router.ts';
import { findInstrument } from '../prices/instruments.ts';

function readToken(token: string): number {
  const text = Buffer.from(token, 'base64url').toString();
  if (!/^\d{1,12}$/.test(text)) throw badDataRequest('invalid page_token');
  return Number(text);
}

function symbolFilter(query: URLSearchParams): (dispatch: Dispatch) => boolean {
  const symbols = listParam(query, 'symbols') ?? [];
  if (symbols.length === 0) return () => true;
  const wanted = new Set(symbols.map(findInstrument));
  return dispatch => dispatch.instruments.some(instrument => wanted.has(instrument));
}

/** Articles up to the market's present, newest first unless asked otherwise. The page token is the last one's id. */
function news(request: ApiRequest): Reply {
  const { exchange, query, now } = request;
  const { market } = exchange;
  const direction = directionParam(query, 'sort', 'desc', badDataRequest);
  const limit = intParam(query, 'limit', { min: 1, max: 50, fallback: 10 }, badDataRequest);
  const fromMs = Math.max(timeParam(query, 'start', badDataRequest) ?? 0, market.calendar.first.openMs);
  const untilMs = Math.min(timeParam(query, 'end', badDataRequest) ?? now.ms, now.ms);
  const token = query.get('page_token') ?? '';
  const behind = token === '' ? undefined : readToken(token);
  const fits = symbolFilter(query);
  const found: Dispatch[] = [];
  let more = false;
  if (fromMs <= untilMs) {
    for (const dispatch of dispatchesWithin({ fromMs, untilMs }, direction, market.seed)) {
      const seen =
        behind !== undefined && (direction === 'asc' ? dispatch.id <= behind : dispatch.id >= behind);
      if (seen || !fits(dispatch)) continue;
      more = found.length === limit;
      if (more) break;
      found.push(dispatch);
    }
  }
  const includeContent = query.get('include_content') === 'true';
  const last = found.at(-1);
  return ok({
    news: found.map(dispatch => newsView(market, dispatch, includeContent)),
    next_page_token: more && last !== undefined ? Buffer.from(String(last.id)).toString('base64url') : null,
  });
}

/** Invented news, labelled so. */
export const newsRoutes: Route<OpenHandler>[] = [{ method: 'GET', pattern: '/v1beta1/news', handler: news }];
