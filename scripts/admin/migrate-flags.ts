import { targetUserId } from '../../domain/src/callables/target-user.ts';
import { type OperatorFlags, operatorFlags, readCommandLine } from './operator-flags.ts';
import { UsageError } from './usage-error.ts';

export interface MigrateFlags extends OperatorFlags {
  readonly help: boolean;
  readonly user: string;
  readonly dryRun: boolean;
  readonly withoutGlobal: boolean;
  readonly moveKeys: boolean;
  readonly all: boolean;
  readonly json: boolean;
}

const OWN = {
  user: { type: 'string' },
  'dry-run': { type: 'boolean' },
  'without-global': { type: 'boolean' },
  'move-keys': { type: 'boolean' },
  all: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** Reads the flags of `npm run migrate`. @throws UsageError */
export function parseMigrateFlags(argv: readonly string[]): MigrateFlags {
  const { values } = readCommandLine(argv, OWN, { allowPositionals: false });
  const help = values.help === true;
  const user = values.user ?? '';
  if (!help && values.user === undefined)
    throw new UsageError('Whose data? Give --user UID. (--help says more.)');
  if (!help && !targetUserId.safeParse(user).success) throw new UsageError(`--user ${user}: this is no uid.`);
  return {
    help,
    user,
    dryRun: values['dry-run'] === true,
    withoutGlobal: values['without-global'] === true,
    moveKeys: values['move-keys'] === true,
    all: values.all === true,
    json: values.json === true,
    ...operatorFlags(values),
  };
}

/** What `--help` prints. */
export const MIGRATE_USAGE = `Copies what earlier systems kept of a tenant into its present documents. Nothing is overwritten, the sources stay as
they are, and a run that was interrupted is finished by repeating it.

usage: npm run migrate -- --user UID [flags]

  --user UID               whose data; global documents that name nobody as their owner go to the first tenant who is
                           migrated, and to no other
  --dry-run                report what would be done, and write nothing
  --without-global         leave the global documents that name nobody
  --move-keys              move broker keys that were left in documents into Secret Manager, make them the tenant's
                           connection, and delete them in the documents; without it they are only reported
  --all                    list every document; by default 20 of each kind
  --json                   the report as JSON, for other programs
  --email, --password      who you are; better in AGENTTRADER_OPERATOR_EMAIL and AGENTTRADER_OPERATOR_PASSWORD.
                           On the local stack: the operator of the demo
  --project ID             a project id; one that starts with demo- is on this machine (demo-agenttrader)
  --functions HOST:PORT    the local functions (127.0.0.1:5001)
  --auth HOST:PORT         the local Auth emulator (127.0.0.1:9099)
  --api-key KEY            the web app's API key, for a real project; or AGENTTRADER_WEB_API_KEY
  --help                   this text

exit code: 0 done; 1 failed; 2 the command line is wrong; 3 done, but some documents could not be read`;
