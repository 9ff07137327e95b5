import { z } from 'zod';
import { type CallableContract, defineCallable, FEW_AT_A_TIME, LONG_WORK_SECONDS } from './contract.ts';
import { targetUserId } from './operator-fields.ts';

/** Operators only. Mends documents that stand at today's paths in a form of an earlier system, some at a time. */
const repairDocumentsRequest = z.strictObject({
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

/** Mends documents that stand at today’s paths in a form of an earlier system, some at a time. */
export const repairDocuments = defineCallable({
  name: 'repair_documents',
  request: repairDocumentsRequest,
  response: repairDocumentsResponse,
  timeLimitSeconds: LONG_WORK_SECONDS,
});

export const repairDocumentsContract = {
  callable: repairDocuments,
  purpose:
    'Mends documents that stand at today’s paths in a form of an earlier system, some at a time. A dry run reports the same and writes nothing.',
  requires: 'operator',
  // A run over all tenants is one call after another.
  limit: { perMinute: 600, perDay: 20_000 },
  instance: FEW_AT_A_TIME,
  errors: {
    'failed-precondition': 'There is no tenant with this uid, it is not set up yet, or it was deleted.',
  },
  example: {
    request: { targetUserId: 'bob', dryRun: true },
    response: {
      dryRun: true,
      targetUserId: 'bob',
      message: '3 documents looked at, 1 would be mended, 0 cannot be mended.',
      examined: 3,
      report: [{ path: 'users/bob/signals/s1', outcome: 'mended', reason: 'Written anew: side.' }],
      next: null,
    },
  },
  cost: { reads: 230, writes: 102, seconds: 10 },
} satisfies CallableContract<typeof repairDocuments>;
