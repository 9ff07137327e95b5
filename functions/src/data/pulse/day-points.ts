import { equityDay, priceMarksDay } from '@agenttrader/domain/documents/day-series';
import type { Money } from '@agenttrader/domain/money/money';
import { symbolToDocumentId } from '@agenttrader/domain/symbols';
import type { TradeMark } from '../../pulse/ports.ts';

/** Minutes between two prices that are kept: the path of a trade needs no more, and a day's document stays small. */
const PRICE_STEP_MINUTES = 5;

/** The minute of the UTC day, "HHmm", rounded down to a multiple of `step` minutes. */
function minuteOf(at: Date, step: number): string {
  const minute = at.getUTCMinutes() - (at.getUTCMinutes() % step);
  return String(at.getUTCHours()).padStart(2, '0') + String(minute).padStart(2, '0');
}

/** What a sync adds to the day's equity curve; merged, so that a minute without a sync stays a gap. */
export const equityPoint = (at: Date, equity: Money): Record<string, unknown> =>
  equityDay.write({ points: { [minuteOf(at, 1)]: equity }, updatedAt: at });

/** What a sync adds to the day's prices: one for each symbol that is traded, the latest of five minutes. */
export function pricePoints(at: Date, marks: readonly TradeMark[]): Record<string, unknown> {
  const minute = minuteOf(at, PRICE_STEP_MINUTES);
  const prices = marks.map(({ trade, currentPrice }) => [
    symbolToDocumentId(trade.symbol),
    { [minute]: currentPrice },
  ]);
  return priceMarksDay.write({ prices: Object.fromEntries(prices), updatedAt: at });
}
