import { z } from 'zod';

/** The export comes in parts: each answer says where the next begins, until none does. */
export const exportAccountRequest = z.strictObject({
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
