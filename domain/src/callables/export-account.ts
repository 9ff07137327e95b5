import { z } from 'zod';
import { type CallableContract, defineCallable, FEW_AT_A_TIME, LONG_WORK_SECONDS } from './contract.ts';

/** The export comes in parts: each answer says where the next begins, until none does. */
const exportAccountRequest = z.strictObject({
  /** `next` of the part before; absent for the first. */
  after: z
    .string({ error: 'after must be text.' })
    .max(2_000, 'after is not what an earlier part of the export said.')
    .optional(),
});
export type ExportAccountRequest = z.infer<typeof exportAccountRequest>;

/** A document with all of its fields; times are ISO 8601 in UTC, amounts the decimal strings that are stored. */
export const exportedDocument = z.strictObject({
  path: z.string(),
  fields: z.record(z.string(), z.json()),
});
export type ExportedDocument = z.infer<typeof exportedDocument>;

export const exportAccountResponse = z.strictObject({
  format: z.literal('agenttrader-export-1'),
  exportedAt: z.iso.datetime(),
  documents: z.array(exportedDocument),
  next: z.string().nullable(),
});
export type ExportAccountResponse = z.infer<typeof exportAccountResponse>;

/** One part of everything that is stored for the user. */
export const exportAccount = defineCallable({
  name: 'export_account',
  request: exportAccountRequest,
  response: exportAccountResponse,
  timeLimitSeconds: LONG_WORK_SECONDS,
});

export const exportAccountContract = {
  callable: exportAccount,
  purpose: 'Everything that is kept of the caller, a part at a time: each answer says where the next begins.',
  requires: 'confirmed',
  session: 'recent',
  // A part each, of 3,000 documents at most.
  limit: { perMinute: 12, perDay: 12 },
  instance: FEW_AT_A_TIME,
  errors: {
    'failed-precondition': 'The account is not set up.',
    'invalid-argument': '`after` is not what an earlier part said.',
  },
  example: {
    request: { after: 'users/alice/signals/s1' },
    response: {
      format: 'agenttrader-export-1',
      exportedAt: '2026-03-02T15:00:02.118Z',
      documents: [
        {
          path: 'users/alice/status/trading',
          fields: { enabled: true, locked: false, message: 'Switched on by hand' },
        },
      ],
      next: null,
    },
  },
  // A part of 3,000 documents.
  cost: { reads: 6_004, writes: 1, seconds: 25 },
} satisfies CallableContract<typeof exportAccount>;
