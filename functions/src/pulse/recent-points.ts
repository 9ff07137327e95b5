import type { Money } from '@agenttrader/domain/money/money';
import type { Price } from '@agenttrader/domain/money/price';
import { symbolToDocumentId } from '@agenttrader/domain/symbols';
import { spread } from '../runtime/spread.ts';
import type { Appended, OpenTrade, RecentPoints, TenantState } from './ports.ts';

const MINUTE_MS = 60_000;

/** After how many minutes points and marks are brought over. While the market rests, little changes. */
const APPEND_EVERY_MINUTES = { open: 15, closed: 60 };

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
  { uid, recent: before, appendedAt }: Pick<TenantState, 'uid' | 'recent' | 'appendedAt'>,
  { at, equity, trades }: Figures,
  marketOpen: boolean,
): PointsAfter {
  const day = at.toISOString().slice(0, 10);
  const ended = before && before.day !== day ? [before] : [];
  const recent = withPoint(ended.length > 0 ? undefined : before, day, { at, equity, trades });
  if (isDue(uid, appendedAt, at, APPEND_EVERY_MINUTES[marketOpen ? 'open' : 'closed'])) {
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

/** Tenants take turns: after an outage everybody would do it in the same minute, and in every fifteenth from then on. */
function isDue(uid: string, appendedAt: Date | undefined, at: Date, every: number): boolean {
  const turn = (time: Date) =>
    Math.floor((Math.floor(time.getTime() / MINUTE_MS) + spread(uid, every)) / every);
  return appendedAt === undefined || turn(appendedAt) !== turn(at);
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
