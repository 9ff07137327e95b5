import { targetUserId } from '../../domain/src/callables/operator-fields.ts';
import {
  type CommandLine,
  type Flags,
  flagLines,
  readCommandLine,
  UsageError,
} from '../../local/command-line/flags.ts';
import type { Operation } from './operations.ts';
import { OPERATOR_FLAGS, type OperatorFlags, operatorFlags } from './operator-flags.ts';
import type { RepairCommand } from './repair.ts';

export type AdminCommand =
  | { readonly name: 'help' }
  | { readonly name: 'list' }
  | { readonly name: 'grant' | 'revoke' | 'find'; readonly email: string }
  | RepairCommand
  | Operation;

export interface AdminFlags extends OperatorFlags {
  readonly command: AdminCommand;
}

/** What the audit says of a sync for which no reason was given. */
const UNREASONED = 'No reason given.';

/** Reads the command line of `npm run admin`. @throws UsageError */
export function parseAdminFlags(argv: readonly string[]): AdminFlags {
  const { values, positionals, help } = readCommandLine(argv, ADMIN_FLAGS, { allowPositionals: true });
  return {
    command: help ? { name: 'help' } : parseCommand(positionals, values),
    ...operatorFlags(values),
  };
}

export const ADMIN_FLAGS = {
  uid: { value: 'UID', description: 'of repair: one tenant, as if it stood behind the command' },
  'dry-run': { description: 'of repair: report what would be done, and write nothing' },
  'sign-in': { description: 'of lock and unlock: nobody can sign in to the account, or somebody can again' },
  ...OPERATOR_FLAGS,
} as const satisfies Flags;
/** Flags of one command only. */
type OwnFlags = Pick<CommandLine<typeof ADMIN_FLAGS>['values'], 'uid' | 'dry-run' | 'sign-in'>;

function parseCommand([name, ...rest]: readonly string[], flags: OwnFlags): AdminCommand {
  if (flags['sign-in'] && name !== 'lock' && name !== 'unlock')
    throw new UsageError('--sign-in belongs to lock and unlock. (--help says more.)');
  if (name === 'repair') return parseRepair(rest, flags);
  for (const flag of ['uid', 'dry-run'] as const) {
    if (flags[flag] !== undefined && flags[flag] !== false)
      throw new UsageError(`--${flag} belongs to repair alone. (--help says more.)`);
  }
  switch (name) {
    case 'list':
    case 'status':
      requireCount(name, rest, 0, '');
      return { name };
    case 'grant':
    case 'revoke':
    case 'find': {
      const [email = ''] = requireCount(name, rest, 1, 'EMAIL');
      if (!email.includes('@')) throw new UsageError(`${email} is no e-mail address.`);
      return { name, email };
    }
    case 'halt':
    case 'resume': {
      const [reason = ''] = requireCount(name, rest, 1, '"REASON"');
      return { name, reason };
    }
    case 'lock':
    case 'unlock': {
      const [user = '', reason = ''] = requireCount(name, rest, 2, 'UID "REASON"');
      if (!targetUserId.safeParse(user).success) throw new UsageError(`${user} is no uid.`);
      return { name, user, reason, signIn: flags['sign-in'] };
    }
    case 'sync': {
      const [user = '', reason = UNREASONED] = requireCount(
        name,
        rest,
        Math.max(1, Math.min(rest.length, 2)),
        'UID',
      );
      if (!targetUserId.safeParse(user).success) throw new UsageError(`${user} is no uid.`);
      return { name, user, reason };
    }
    default:
      throw new UsageError(
        `${name === undefined ? 'Do what?' : `"${name}" is no command.`} (--help says more.)`,
      );
  }
}

function parseRepair(rest: readonly string[], flags: OwnFlags): RepairCommand {
  const named = flags.uid === undefined ? rest : [flags.uid, ...rest];
  const [user] = named;
  if (named.length > 1) throw new UsageError('Like this: npm run admin -- repair [UID] [--dry-run]');
  if (user !== undefined && !targetUserId.safeParse(user).success)
    throw new UsageError(`"${user}" is no uid.`);
  return { name: 'repair', user, dryRun: flags['dry-run'] };
}

/** A reason of several words has to stand in quotation marks, or its second word would be one argument too many. */
function requireCount(
  name: string,
  args: readonly string[],
  count: number,
  shown: string,
): readonly string[] {
  if (args.length === count && args.every(argument => argument.trim() !== '')) return args;
  throw new UsageError(`Like this: npm run admin -- ${name} ${shown}`.trimEnd());
}

/** What `--help` prints. */
export const ADMIN_USAGE = `What operators do from a terminal.

usage: npm run admin -- COMMAND [flags]

  grant EMAIL              makes somebody an operator
  revoke EMAIL             takes that away
  list                     who is one
  find EMAIL               the uid that goes with an address
  status                   a verdict, the heartbeat, the global halt, and the health of every tenant
  halt "REASON"            nobody opens trades any more; accounts are still synced
  resume "REASON"          ends the halt
  lock UID "REASON" [--sign-in]
                           turns one tenant's trading off, and keeps it off; with the flag nobody signs in to it, either
  unlock UID "REASON" [--sign-in]
                           lets the tenant turn it on again; with the flag, sign in again
  repair [UID] [--dry-run] mends documents in a form of an earlier system, of one tenant or of all; the dry run
                           reports the same and writes nothing
  sync UID ["REASON"]      syncs one tenant now; the audit says who did

grant, revoke, list and find work on the users of the project; a real one also takes GOOGLE_APPLICATION_CREDENTIALS. The
others call deployed functions as the operator who signs in.

${flagLines(ADMIN_FLAGS)}

exit code: 0 done; 1 failed; 2 the command line is wrong; 3 done, but some documents could not be mended; of status,
besides: 4 degraded; 5 down`;
