import { shownEquityDay, shownPriceMarksDay } from '@agenttrader/domain/documents/day-series';
import { symbolFromDocumentId } from '@agenttrader/domain/symbols';
import { readerOf } from './document-problem.ts';
import type { UnkeptPoints } from './snapshot.ts';

export interface SeriesPoint {
  readonly at: Date;
  /** A decimal string. */
  readonly value: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Minutes of the UTC day, "HHmm", in order. One that is missing is a gap, and stays one. */
function pointsOf(day: string, values: Readonly<Record<string, string>>): SeriesPoint[] {
  if (!DAY.test(day)) return [];
  return Object.keys(values)
    .sort()
    .map(minute => ({
      at: new Date(`${day}T${minute.slice(0, 2)}:${minute.slice(2)}:00Z`),
      value: values[minute] ?? '',
    }));
}

/** `users/{uid}/equityCurve/{yyyy-mm-dd}`: the equity by the minute, in order. */
export const readEquityDay = readerOf(shownEquityDay, (fields, id) => ({
  day: id,
  points: pointsOf(id, fields.points),
}));
export type EquityDay = Extract<ReturnType<typeof readEquityDay>, { ok: true }>['value'];

/** `users/{uid}/priceMarks/{yyyy-mm-dd}`: prices of the open trades' symbols by the minute, in order, by symbol. */
export const readPriceMarksDay = readerOf(shownPriceMarksDay, (fields, id) => ({
  day: id,
  bySymbol: new Map(
    Object.entries(fields.prices).map(([key, values]) => [symbolOf(key), pointsOf(id, values)] as const),
  ),
}));
export type PriceMarksDay = Extract<ReturnType<typeof readPriceMarksDay>, { ok: true }>['value'];

function symbolOf(documentId: string): string {
  try {
    return symbolFromDocumentId(documentId);
  } catch {
    return documentId;
  }
}

/** The equity of the day, "2026-03-02", that its document may not hold yet. */
export const recentEquity = (recent: UnkeptPoints | null, day: string): SeriesPoint[] =>
  recent?.day === day ? pointsOf(day, recent.equity) : [];

/** The prices of the symbol that no day's document may hold yet. */
export function recentPrices(recent: UnkeptPoints | null, symbol: string): SeriesPoint[] {
  if (recent === null) return [];
  const [, values] = Object.entries(recent.prices).find(([key]) => symbolOf(key) === symbol) ?? [];
  return values === undefined ? [] : pointsOf(recent.day, values);
}

/** Kept points and newer ones in order of time; of two of the same minute the newer counts. */
export function withRecent(
  kept: readonly SeriesPoint[],
  recent: readonly SeriesPoint[],
): readonly SeriesPoint[] {
  if (recent.length === 0) return kept;
  const byTime = new Map([...kept, ...recent].map(point => [point.at.getTime(), point]));
  return [...byTime].sort(([a], [b]) => a - b).map(([, point]) => point);
}
