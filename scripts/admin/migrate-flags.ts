import { targetUserId } from '../../domain/src/callables/operator-fields.ts';
import { type Flags, flagLines, readCommandLine, UsageError } from '../../local/command-line/flags.ts';
import { OPERATOR_FLAGS, type OperatorFlags, operatorFlags } from './operator-flags.ts';

export interface MigrateFlags extends OperatorFlags {
  readonly help: boolean;
  readonly user: string;
  readonly dryRun: boolean;
  readonly withoutGlobal: boolean;
  readonly moveKeys: boolean;
  readonly all: boolean;
  readonly json: boolean;
}

export const MIGRATE_FLAGS = {
  user: {
    value: 'UID',
    required: true,
    description:
      'whose data; global documents that name nobody as their owner go to the first tenant who is migrated, and to no other',
  },
  'dry-run': { description: 'report what would be done, and write nothing' },
  'without-global': { description: 'leave the global documents that name nobody' },
  'move-keys': {
    description:
      "move broker keys that were left in documents into Secret Manager, make them the tenant's connection, and delete them in the documents; without it they are only reported",
  },
  all: { description: 'list every document; by default 20 of each kind' },
  json: { description: 'the report as JSON, for other programs' },
  ...OPERATOR_FLAGS,
} as const satisfies Flags;

/** Reads the flags of `npm run migrate`. @throws UsageError */
export function parseMigrateFlags(argv: readonly string[]): MigrateFlags {
  const { values, help } = readCommandLine(argv, MIGRATE_FLAGS);
  const user = values.user ?? '';
  if (!help && values.user === undefined)
    throw new UsageError('Whose data? Give --user UID. (--help says more.)');
  if (!help && !targetUserId.safeParse(user).success) throw new UsageError(`--user ${user}: this is no uid.`);
  return {
    help,
    user,
    dryRun: values['dry-run'],
    withoutGlobal: values['without-global'],
    moveKeys: values['move-keys'],
    all: values.all,
    json: values.json,
    ...operatorFlags(values),
  };
}

/** What `--help` prints. */
export const MIGRATE_USAGE = `Copies what earlier systems kept of a tenant into its present documents. Nothing is overwritten, the sources stay as
they are, and a run that was interrupted is finished by repeating it.

usage: npm run migrate -- --user UID [flags]

${flagLines(MIGRATE_FLAGS)}

exit code: 0 done; 1 failed; 2 the command line is wrong; 3 done, but some documents could not be read`;
