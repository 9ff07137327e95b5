import { isBelievable } from '@agenttrader/domain/time/skew';
import type { ShadowTrade } from './shadow-trade.ts';
import type { Marks } from './snapshot.ts';

/**
 * The trade as of its newest mark: syncs leave marks in the snapshot and bring them over to the trades themselves now and
 * then. A closed trade takes none: its snapshot may still be on the way.
 *
 * @param marks those of the snapshot; null where it is of an earlier version
 * @returns the trade itself where it has the newest mark
 */
export function markedTrade(trade: ShadowTrade, marks: Marks | null, now: Date): ShadowTrade {
  const mark = marks !== null && Object.hasOwn(marks, trade.id) ? marks[trade.id] : undefined;
  if (trade.status !== 'OPEN' || !mark?.lastUpdated || !isNewer(mark.lastUpdated, trade.lastUpdated, now))
    return trade;
  const { currentPrice, currentPnl, pnlPercent, lastUpdated } = mark;
  return { ...trade, currentPrice, currentPnl, pnlPercent, lastUpdated };
}

/** A time that cannot be true decides nothing: a clock that was wrong would hold back every mark until time caught up. */
const isNewer = (at: Date, than: Date, now: Date): boolean =>
  isBelievable(at, now) === isBelievable(than, now) ? at > than : isBelievable(at, now);
