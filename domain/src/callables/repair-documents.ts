import { z } from 'zod';
import { targetUserId } from './target-user.ts';

/** Operators only. Mends documents that stand at today's paths in a form of an earlier system, some at a time. */
export const repairDocumentsRequest = z.strictObject({
  targetUserId,
  /** Reports the same and writes nothing. */
  dryRun: z.boolean({ error: 'dryRun must be true or false.' }).default(false),
  /** `next` of the answer before. */
  after: z
    .string({ error: 'after must be text.' })
    .max(200, 'after is no place to go on from: give "next" of the answer before.')
    .regex(
      /^(signals|shadowTradeHistory)(\/[^/]+)?$/,
      'after is no place to go on from: give "next" of the answer before.',
    )
    .optional(),
});
export type RepairDocumentsRequest = z.infer<typeof repairDocumentsRequest>;

export const REPAIR_OUTCOMES = ['mended', 'unmendable'] as const;
export type RepairOutcome = (typeof REPAIR_OUTCOMES)[number];

export const repairDocumentsResponse = z.strictObject({
  dryRun: z.boolean(),
  targetUserId: z.string(),
  message: z.string(),
  /** How many documents were looked at. */
  examined: z.int(),
  /** Documents that are as they should be are not in it. */
  report: z.array(
    z.strictObject({
      path: z.string(),
      outcome: z.enum(REPAIR_OUTCOMES),
      /** Which fields were mended, or which one cannot be read. Never what stands in them. */
      reason: z.string(),
    }),
  ),
  /** Where to go on; null when all was looked at. */
  next: z.string().nullable(),
});
export type RepairDocumentsResponse = z.infer<typeof repairDocumentsResponse>;
