import { z } from 'zod';
import { moneySchema, priceSchema } from '../money/schemas.ts';
import { storedDocument } from './document.ts';
import { time } from './fields.ts';

/** A minute of a UTC day, "HHmm". */
export const minuteOfDay = z.string().regex(/^([01]\d|2[0-3])[0-5]\d$/);

/**
 * `users/{uid}/equityCurve/{yyyy-mm-dd}`: the account's equity by the minute of the UTC day, in the account's currency.
 * Syncs keep their points in the snapshot and bring them over every 15 minutes; a minute without a sync stays a gap.
 */
export const equityDay = storedDocument({
  points: z.record(minuteOfDay, moneySchema),
  updated_at: time,
});

/**
 * `users/{uid}/priceMarks/{yyyy-mm-dd}`: prices of the symbols of open trades, US dollars a unit, by the symbol's document
 * id and the minute of the UTC day, one for each five minutes. Syncs keep them in the snapshot and bring them over every 15
 * minutes.
 */
export const priceMarksDay = storedDocument({
  prices: z.record(z.string(), z.record(minuteOfDay, priceSchema)),
  updated_at: time,
});

/** The points alone, as they are shown: a day holds hundreds, so that their values are not parsed again. */
export const shownEquityDay = equityDay.part({ points: z.record(minuteOfDay, z.string()) });
export const shownPriceMarksDay = priceMarksDay.part({
  prices: z.record(z.string(), z.record(minuteOfDay, z.string())),
});
