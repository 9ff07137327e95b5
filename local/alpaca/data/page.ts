import { badDataRequest } from '../http/api-error.ts';
import type { Instrument } from '../prices/instruments.ts';

/** One item of a time series, with the time that it is ordered by. */
export interface Item {
  readonly ms: number;
  readonly view: unknown;
}

/** The part of a series still to be shown: both ends inclusive. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface PageRequest {
  /** By symbol. */
  readonly instruments: readonly Instrument[];
  readonly span: Span;
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
  readonly token: string | undefined;
  /** An instrument's items within a span, lazily, in the direction; no two of them at the same time. */
  readonly series: (instrument: Instrument, span: Span) => Iterable<Item>;
}

export interface Page {
  /** By symbol; those without items are left out. */
  readonly items: ReadonlyMap<string, readonly unknown[]>;
  readonly nextPageToken: string | null;
}

function writeToken(symbol: string, ms: number): string {
  return Buffer.from(`${symbol}|${ms}`).toString('base64url');
}

function readToken(token: string): { symbol: string; ms: number } {
  const [, symbol, ms] =
    /^([A-Z0-9./]+)\|(-?\d{1,15})$/.exec(Buffer.from(token, 'base64url').toString()) ?? [];
  if (symbol === undefined || ms === undefined) throw badDataRequest('invalid page_token');
  return { symbol, ms: Number(ms) };
}

/** The last item shown of an instrument is where the next page goes on behind. */
function remaining(span: Span, direction: 'asc' | 'desc', shownMs: number): Span {
  return direction === 'asc' ? { ...span, fromMs: shownMs + 1 } : { ...span, untilMs: shownMs - 1 };
}

/**
 * One page of several series, one instrument after the other, as Alpaca pages: the limit counts the items of
 * all of them together.
 * @throws ApiError 400 for a token that this function did not write.
 */
export function readPage(request: PageRequest): Page {
  const { instruments, span, direction, limit } = request;
  const start = request.token === undefined ? undefined : readToken(request.token);
  const items = new Map<string, unknown[]>();
  let count = 0;
  let last: string | undefined;
  for (const instrument of instruments) {
    const { symbol } = instrument;
    if (start !== undefined && symbol < start.symbol) continue;
    const rest = start?.symbol === symbol ? remaining(span, direction, start.ms) : span;
    for (const item of request.series(instrument, rest)) {
      if (count === limit) return { items, nextPageToken: last ?? null };
      const shown = items.get(symbol) ?? [];
      shown.push(item.view);
      items.set(symbol, shown);
      last = writeToken(symbol, item.ms);
      count += 1;
    }
  }
  return { items, nextPageToken: null };
}
