import { symbolFromDocumentId } from '@agenttrader/domain/symbols';
import { z } from 'zod';
import { documentReader } from './document-problem.ts';

/** Minutes of a UTC day, "HHmm", with a decimal each. A minute that is missing is a gap, and stays one. */
const minutes = z.record(z.string().regex(/^([01]\d|2[0-3])[0-5]\d$/), z.string());

export interface SeriesPoint {
  readonly at: Date;
  /** A decimal string. */
  readonly value: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function pointsOf(day: string, values: z.output<typeof minutes>): SeriesPoint[] {
  if (!DAY.test(day)) return [];
  return Object.keys(values)
    .sort()
    .map(minute => ({
      at: new Date(`${day}T${minute.slice(0, 2)}:${minute.slice(2)}:00Z`),
      value: values[minute] ?? '',
    }));
}

/** `users/{uid}/equityCurve/{yyyy-mm-dd}`: the equity by the minute, in order. */
export const readEquityDay = documentReader(z.object({ points: minutes }), (fields, id) => ({
  day: id,
  points: pointsOf(id, fields.points),
}));
export type EquityDay = Extract<ReturnType<typeof readEquityDay>, { ok: true }>['value'];

/** `users/{uid}/priceMarks/{yyyy-mm-dd}`: prices of the open trades' symbols by the minute, in order, by symbol. */
export const readPriceMarksDay = documentReader(
  z.object({ prices: z.record(z.string(), minutes) }),
  (fields, id) => ({
    day: id,
    bySymbol: new Map(
      Object.entries(fields.prices).map(([key, values]) => [symbolOf(key), pointsOf(id, values)] as const),
    ),
  }),
);
export type PriceMarksDay = Extract<ReturnType<typeof readPriceMarksDay>, { ok: true }>['value'];

function symbolOf(documentId: string): string {
  try {
    return symbolFromDocumentId(documentId);
  } catch {
    return documentId;
  }
}
