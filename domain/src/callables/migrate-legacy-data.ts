import { z } from 'zod';
import { targetUserId } from './target-user.ts';

/** Operators only. A dry run reports the same and writes nothing. */
export const migrateLegacyDataRequest = z.strictObject({
  targetUserId,
  dryRun: z.boolean({ error: 'dryRun must be true or false.' }).default(false),
  /** Leaves the global documents that name nobody where they are. */
  withoutGlobal: z.boolean({ error: 'withoutGlobal must be true or false.' }).default(false),
  /** Moves keys that were left in documents into Secret Manager, and deletes them there. Without it they are reported. */
  moveKeys: z.boolean({ error: 'moveKeys must be true or false.' }).default(false),
});
export type MigrateLegacyDataRequest = z.infer<typeof migrateLegacyDataRequest>;

export const MIGRATION_OUTCOMES = [
  'copied',
  'already_there',
  'mended',
  'moved',
  'skipped',
  'unreadable',
] as const;
export type MigrationOutcome = (typeof MIGRATION_OUTCOMES)[number];

export const migrateLegacyDataResponse = z.strictObject({
  /** `partial`: some documents could not be read; the report says which, and why. */
  status: z.enum(['success', 'partial', 'nothing_to_migrate']),
  dryRun: z.boolean(),
  targetUserId: z.string(),
  message: z.string(),
  /** Whom the global documents go to that name nobody: one tenant only. Null while they went to nobody. */
  globalDocumentsOf: z.string().nullable(),
  /** The names of the canonical places that received something, such as "snapshot". */
  migratedFields: z.array(z.string()),
  report: z.array(
    z.strictObject({
      source: z.string(),
      target: z.string().nullable(),
      outcome: z.enum(MIGRATION_OUTCOMES),
      /** Why it was skipped or could not be read, or what was mended; null otherwise. */
      reason: z.string().nullable(),
    }),
  ),
});
export type MigrateLegacyDataResponse = z.infer<typeof migrateLegacyDataResponse>;
