import { matches, type TradeQuery } from '@/features/trades/filters/trade-query.ts';
import type { ShadowTrade } from '@/lib/documents/shadow-trade.ts';

type ById = ReadonlyMap<string, ShadowTrade>;

export interface LoadedTrades {
  readonly trades: readonly ShadowTrade[];
  readonly done: boolean;
  readonly direction: 'asc' | 'desc';
}

/** What the listeners hold: all open trades, and the newest closed ones. */
export interface FollowedTrades {
  readonly open: ById;
  readonly closed: ById;
}

/** The newest that is known of a trade. */
const newestOf = (trade: ShadowTrade, { open, closed }: FollowedTrades): ShadowTrade =>
  closed.get(trade.id) ?? open.get(trade.id) ?? trade;

/**
 * The loaded trades brought up to date by what is followed, in order of opening: trades opened meanwhile come in,
 * trades that no longer match go out. A followed trade that lies beyond the last loaded page waits for its page,
 * so that the list has no holes.
 */
export function mergeTrades(
  loaded: LoadedTrades,
  followed: FollowedTrades,
  query: TradeQuery,
): ShadowTrade[] {
  const merged = new Map<string, ShadowTrade>();
  for (const trade of loaded.trades) merged.set(trade.id, newestOf(trade, followed));
  const frontier = loaded.done ? undefined : loaded.trades.at(-1)?.createdAt;
  for (const trade of [...followed.open.values(), ...followed.closed.values()]) {
    if (merged.has(trade.id) || isBeyond(trade, frontier, loaded.direction)) continue;
    merged.set(trade.id, newestOf(trade, followed));
  }
  const sign = loaded.direction === 'asc' ? 1 : -1;
  return [...merged.values()]
    .filter(trade => matches(query, trade))
    .sort((a, b) => sign * (a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1)));
}

function isBeyond(
  { createdAt }: ShadowTrade,
  frontier: Date | undefined,
  direction: 'asc' | 'desc',
): boolean {
  if (frontier === undefined) return false;
  return direction === 'desc' ? createdAt < frontier : createdAt > frontier;
}

/**
 * The trades that were open when they were last seen, and that no listener holds any more: they were closed, too long
 * ago or too many at once to be among the newest closed ones.
 */
export function closedUnseen(seen: Iterable<ShadowTrade>, { open, closed }: FollowedTrades): string[] {
  const ids = new Set<string>();
  for (const { id, status } of seen) {
    if (status === 'OPEN' && !open.has(id) && !closed.has(id)) ids.add(id);
  }
  return [...ids];
}
