import { z } from 'zod';
import { storedDocument } from './document.ts';
import { optionalTime, time } from './fields.ts';

/**
 * `users/{uid}/alerts/{id}`: something that the trader should know of. The functions are to write it; the trader acknowledges
 * it, once.
 */
export const alert = storedDocument({
  type: z.string(),
  severity: z.string(),
  title: z.string(),
  message: z.string(),
  metadata: z.record(z.string(), z.json()),
  created_at: time,
  acknowledged: z.boolean(),
  acknowledged_at: optionalTime,
});

/** What the trader changes of it. */
export const acknowledgedByTrader = alert.part({ acknowledged: z.literal(true), acknowledgedAt: time });
