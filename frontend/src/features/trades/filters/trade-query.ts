import type { SummarizeShadowTradesRequest } from '@agenttrader/domain/callables/summarize-shadow-trades';
import { parseTradableSymbol } from '@agenttrader/domain/symbols';
import type { TradeSource, TradeStatus } from '@agenttrader/domain/trades/shadow-trade';
import type { Side } from '@agenttrader/domain/trades/side';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import type { TimeZone } from '@/lib/format/time.ts';
import { dayAfter, startOfDay } from './day-bounds.ts';
import type { TradeFilters } from './trade-filters.ts';

/** Which trades are asked for: the filters, with days turned into moments. */
export interface TradeQuery {
  readonly status: TradeStatus | null;
  readonly symbol: string | null;
  readonly side: Side | null;
  readonly source: TradeSource | null;
  /** Opened at or after. */
  readonly from: Date | null;
  /** Opened before. */
  readonly to: Date | null;
}

/** @param zone where the days of the filters begin and end */
export const queryOf = ({ from, to, ...fields }: TradeFilters, zone: TimeZone): TradeQuery => ({
  ...fields,
  from: from === null ? null : startOfDay(from, zone),
  to: to === null ? null : startOfDay(dayAfter(to), zone),
});

/** Whether the trade, as it is now, is one of those asked for. */
export const matches = (query: TradeQuery, trade: ShadowTrade): boolean =>
  (query.status === null || trade.status === query.status) &&
  (query.symbol === null || trade.symbol === query.symbol) &&
  (query.side === null || trade.side === query.side) &&
  (query.source === null || trade.source === query.source) &&
  (query.from === null || trade.createdAt >= query.from) &&
  (query.to === null || trade.createdAt < query.to);

/** The same question for the callable that sums them up. */
export const summaryRequestOf = (query: TradeQuery): SummarizeShadowTradesRequest => ({
  ...(query.status && { status: query.status }),
  ...(query.symbol && { symbol: parseTradableSymbol(query.symbol) }),
  ...(query.side && { side: query.side }),
  ...(query.source && { source: query.source }),
  ...(query.from && { from: query.from.toISOString() }),
  ...(query.to && { to: query.to.toISOString() }),
});

/** Tells two questions apart. */
export const queryKey = (query: TradeQuery): string => JSON.stringify(summaryRequestOf(query));
