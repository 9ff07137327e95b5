import {
  TRADE_SOURCES,
  TRADE_STATUSES,
  type TradeSource,
  type TradeStatus,
} from '@agenttrader/domain/trades/shadow-trade';
import { SIDES, type Side } from '@agenttrader/domain/trades/side';
import { typedSymbolSchema } from '@agenttrader/domain/typed-symbol';

/** Which trades the page shows, as the address has it; null leaves a field open. */
export interface TradeFilters {
  readonly status: TradeStatus | null;
  readonly symbol: string | null;
  readonly side: Side | null;
  readonly source: TradeSource | null;
  /** The first and the last day of opening, "2026-03-02", in the trader's time zone; both belong to the range. */
  readonly from: string | null;
  readonly to: string | null;
}

export const NO_FILTERS: TradeFilters = {
  status: null,
  symbol: null,
  side: null,
  source: null,
  from: null,
  to: null,
};

const NAMES = ['status', 'symbol', 'side', 'source', 'from', 'to'] as const;

/** The filters in an address. A value that nobody could have chosen is as good as none. */
export function readFilters(params: URLSearchParams): TradeFilters {
  const oneOf = <T extends string>(name: string, values: readonly T[]): T | null =>
    values.find(value => value === params.get(name)) ?? null;
  return {
    status: oneOf('status', TRADE_STATUSES),
    symbol: symbolIn(params.get('symbol')),
    side: oneOf('side', SIDES),
    source: oneOf('source', TRADE_SOURCES),
    from: dayIn(params.get('from')),
    to: dayIn(params.get('to')),
  };
}

/** The address with these filters and everything else that it had. */
export function writeFilters(params: URLSearchParams, filters: TradeFilters): URLSearchParams {
  const written = new URLSearchParams(params);
  for (const name of NAMES) {
    const value = filters[name];
    if (value === null) written.delete(name);
    else written.set(name, value);
  }
  return written;
}

export const isFiltered = (filters: TradeFilters): boolean => NAMES.some(name => filters[name] !== null);

/** The symbol that somebody typed, as documents spell it; null when the text is none. */
export function symbolIn(text: string | null): string | null {
  return text === null ? null : (typedSymbolSchema.safeParse(text).data ?? null);
}

/** A day that the calendar has; null for everything else, such as "2026-02-30". */
export function dayIn(text: string | null): string | null {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text) ? text : null;
}
