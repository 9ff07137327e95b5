import { UsageError } from '../../local/command-line/flags.ts';

/** The project of the local stack, which needs no credentials. */
const LOCAL_PROJECT = 'demo-agenttrader';
const LOCAL_AUTH = '127.0.0.1:9099';
const LOCAL_FUNCTIONS = '127.0.0.1:5001';

/** Where a command goes: the emulators of a `demo-` project, or a real project. */
export type Target =
  | { readonly kind: 'local'; readonly project: string; readonly auth: string; readonly functions: string }
  | { readonly kind: 'production'; readonly project: string };

export interface TargetFlags {
  readonly project?: string | undefined;
  /** `HOST:PORT` of the Auth emulator. */
  readonly auth?: string | undefined;
  /** `HOST:PORT` of the Functions emulator. */
  readonly functions?: string | undefined;
}

/**
 * Works out where a command goes. A real project has to be named, and is never mixed with an emulator: whoever means to
 * try something out must not change production, nor the reverse.
 *
 * @throws UsageError
 */
export function parseTarget(flags: TargetFlags, env: NodeJS.ProcessEnv): Target {
  const project = flags.project ?? LOCAL_PROJECT;
  const emulator = flags.auth ?? env.FIREBASE_AUTH_EMULATOR_HOST;
  if (project.startsWith('demo-')) {
    return {
      kind: 'local',
      project,
      auth: onThisMachine('--auth', emulator ?? LOCAL_AUTH),
      functions: onThisMachine('--functions', flags.functions ?? LOCAL_FUNCTIONS),
    };
  }
  if (!/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/.test(project))
    throw new UsageError(`--project ${project}: this is no project id.`);
  if (emulator !== undefined || flags.functions !== undefined) {
    throw new UsageError(
      `--project ${project} is a real project, but an emulator is named too (--auth, --functions or ` +
        'FIREBASE_AUTH_EMULATOR_HOST). Take away the one that you do not mean.',
    );
  }
  return { kind: 'production', project };
}

/** Passwords and tokens go there in clear text. */
function onThisMachine(flag: string, address: string): string {
  if (/^(127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/.test(address)) return address;
  throw new UsageError(`${flag} ${address}: give an address on this machine, such as 127.0.0.1:5001.`);
}
