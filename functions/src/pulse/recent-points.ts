import type { Money } from '@agenttrader/domain/money/money';
import type { Price } from '@agenttrader/domain/money/price';
import { symbolToDocumentId } from '@agenttrader/domain/symbols';
import type { Appended, OpenTrade, RecentPoints, TenantState } from './ports.ts';

const MINUTE_MS = 60_000;

/** How long points and marks stay in the one document before they are brought over. While markets rest, little changes. */
const APPEND_EVERY_MS = { open: 15 * MINUTE_MS, closed: 60 * MINUTE_MS };

/** Minutes between two prices that are kept: the path of a trade needs no more, and a day's document stays small. */
const PRICE_STEP_MINUTES = 5;

/** What a sync found that makes points of a day. */
export interface Figures {
  readonly at: Date;
  readonly equity: Money;
  /** Marked trades; one that was not marked in this sync adds no price. */
  readonly trades: readonly OpenTrade[];
}

/** The points after a sync, and what of them is to be brought over to documents of its own with the same write. */
export interface PointsAfter {
  readonly recent: RecentPoints | undefined;
  readonly appended: Appended | undefined;
  readonly openTrades: readonly OpenTrade[];
}

/** Adds the figures of a sync to the points. */
export function withPoints(
  { recent: before, appendedAt }: Pick<TenantState, 'recent' | 'appendedAt'>,
  { at, equity, trades }: Figures,
  marketOpen: boolean,
): PointsAfter {
  const day = at.toISOString().slice(0, 10);
  const ended = before && before.day !== day ? [before] : [];
  const recent = withPoint(ended.length > 0 ? undefined : before, day, { at, equity, trades });
  const waitedMs = appendedAt ? at.getTime() - appendedAt.getTime() : Number.POSITIVE_INFINITY;
  // A time that lies ahead was written by a clock that was wrong.
  const isDue = waitedMs < 0 || waitedMs >= APPEND_EVERY_MS[marketOpen ? 'open' : 'closed'];
  if (isDue) {
    const changed = trades.filter(trade => trade.currentPrice !== trade.storedPrice);
    return {
      recent: undefined,
      appended: { points: [...ended, recent], trades: changed },
      openTrades: trades.map(trade => ({ ...trade, storedPrice: trade.currentPrice })),
    };
  }
  const appended = ended.length > 0 ? { points: ended, trades: [] } : undefined;
  return { recent, appended, openTrades: trades };
}

function withPoint(
  before: RecentPoints | undefined,
  day: string,
  { at, equity, trades }: Figures,
): RecentPoints {
  const prices: Record<string, Readonly<Record<string, Price>>> = { ...before?.prices };
  const step = minuteOf(at, PRICE_STEP_MINUTES);
  for (const { symbol, currentPrice, lastUpdated } of trades) {
    if (!lastUpdated || lastUpdated < at) continue;
    const id = symbolToDocumentId(symbol);
    prices[id] = { ...prices[id], [step]: currentPrice };
  }
  return { day, equity: { ...before?.equity, [minuteOf(at, 1)]: equity }, prices };
}

/** The minute of the UTC day, "HHmm", rounded down to a multiple of `step` minutes. */
function minuteOf(at: Date, step: number): string {
  const minute = at.getUTCMinutes() - (at.getUTCMinutes() % step);
  return String(at.getUTCHours()).padStart(2, '0') + String(minute).padStart(2, '0');
}
