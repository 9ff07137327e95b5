import { z } from 'zod';
import { type CallableContract, defineCallable, FEW_AT_A_TIME, LONG_WORK_SECONDS } from './contract.ts';
import { targetUserId } from './operator-fields.ts';

/** Operators only. A dry run reports the same and writes nothing. */
const migrateLegacyDataRequest = z.strictObject({
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

/** Copies what earlier systems kept of a tenant into its present documents. */
export const migrateLegacyData = defineCallable({
  name: 'migrate_legacy_data',
  request: migrateLegacyDataRequest,
  response: migrateLegacyDataResponse,
  timeLimitSeconds: LONG_WORK_SECONDS,
});

export const migrateLegacyDataContract = {
  callable: migrateLegacyData,
  purpose:
    'Copies what earlier systems kept of a tenant into its present documents. Nothing is overwritten; a dry run reports the same and writes nothing.',
  requires: 'operator',
  limit: { perMinute: 30, perDay: 500 },
  instance: FEW_AT_A_TIME,
  errors: {
    'failed-precondition': 'There is no tenant with this uid, it is not set up yet, or it was deleted.',
    unavailable: 'Secret Manager could not be reached, so no keys were moved.',
  },
  example: {
    request: { targetUserId: 'bob', dryRun: true },
    response: {
      status: 'success',
      dryRun: true,
      targetUserId: 'bob',
      message: '1 document would be copied.',
      globalDocumentsOf: null,
      migratedFields: ['snapshot'],
      report: [
        {
          source: 'users/bob/alpacaAccounts/snapshot',
          target: 'users/bob/data/snapshot',
          outcome: 'copied',
          reason: null,
        },
      ],
    },
  },
  // A hundred trades; each further document is as much more.
  cost: { reads: 321, writes: 102, seconds: 10 },
} satisfies CallableContract<typeof migrateLegacyData>;
