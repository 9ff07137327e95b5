import {
  type PriceMarksDay,
  recentPrices,
  type SeriesPoint,
  withRecent,
} from '@/lib/documents/day-series.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';
import type { UnkeptPoints } from '@/lib/documents/snapshot.ts';

const DAY_MS = 86_400_000;
/** A longer path is shown from here on: each day is a document to read. */
export const MOST_DAYS = 60;

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** Where the trade's path ends: when it was closed, or at its last mark. */
const endOf = (trade: ShadowTrade): Date => trade.closedAt ?? trade.lastUpdated;

/** The UTC days whose prices the path touches, first and last, and whether earlier ones were left out. */
export function pathDays(trade: ShadowTrade): {
  readonly first: string;
  readonly last: string;
  readonly isCut: boolean;
} {
  const end = endOf(trade);
  const earliest = new Date(end.getTime() - (MOST_DAYS - 1) * DAY_MS);
  const isCut = dayOf(trade.createdAt) < dayOf(earliest);
  return { first: dayOf(isCut ? earliest : trade.createdAt), last: dayOf(end), isCut };
}

/**
 * The price from the entry to now, or to the exit: the trade's own prices at the ends, and the kept marks of its
 * symbol between them.
 *
 * @param recent those of the snapshot, which no day holds yet
 */
export function pricePath(
  trade: ShadowTrade,
  days: readonly PriceMarksDay[],
  recent: UnkeptPoints | null = null,
): SeriesPoint[] {
  const end = endOf(trade);
  const kept = days
    .flatMap(({ bySymbol }) => bySymbol.get(trade.symbol) ?? [])
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  const between = withRecent(kept, recentPrices(recent, trade.symbol)).filter(
    ({ at }) => at > trade.createdAt && at < end,
  );
  const last = { at: end, value: trade.exitPrice ?? trade.currentPrice };
  const path = [{ at: trade.createdAt, value: trade.entryPrice }, ...between];
  return end > trade.createdAt ? [...path, last] : path;
}
