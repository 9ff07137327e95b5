import {
  type Flags,
  flagLines,
  parsePort,
  readCommandLine,
  UsageError,
} from '../../local/command-line/flags.ts';
import { ENDPOINTS } from '../../local/stack/endpoints.ts';

export const MODES = ['create', 'verify', 'cleanup', 'all'] as const;
export type Mode = (typeof MODES)[number];

/** The parts of a running stack that the tenants are made and looked at through, and where they usually listen. */
export type Part = 'functions' | 'auth' | 'firestore' | 'alpaca';

export interface MultiTenantFlags {
  readonly mode: Mode | 'help';
  readonly project: string;
  readonly ports: Readonly<Record<Part, number>>;
}

const port = (part: Part) =>
  ({
    value: 'PORT',
    default: String(ENDPOINTS[part].port),
    description: `where the running stack listens: ${ENDPOINTS[part].title}`,
  }) as const;

export const MULTI_TENANT_FLAGS = {
  project: { value: 'ID', default: 'demo-agenttrader', description: 'of the running stack' },
  'port-functions': port('functions'),
  'port-auth': port('auth'),
  'port-firestore': port('firestore'),
  'port-alpaca': port('alpaca'),
} as const satisfies Flags;

export const USAGE = `npm run test:multi-tenant -- [MODE] [FLAGS]

  create    makes five test tenants of different fortunes on the stack that is running, or adds what is missing
  verify    checks those: each is synced, fails or is passed by on its own, and reads nobody else's documents
  cleanup   removes them, their sign-ins and every document, and nothing else
  all       starts a stack of its own, does all three there, and ends it (without a MODE, too)

${flagLines(MULTI_TENANT_FLAGS)}

Exit codes: 0 all holds, 1 a check failed or no stack answers, 2 a wrong command line.`;

/** @throws UsageError */
export function parseMultiTenantFlags(argv: readonly string[]): MultiTenantFlags {
  try {
    return parsed(argv);
  } catch (thrown) {
    if (!(thrown instanceof UsageError)) throw thrown;
    throw new UsageError(`${thrown.message}\n\n${USAGE}`);
  }
}

function parsed(argv: readonly string[]): MultiTenantFlags {
  const { values, positionals, help } = readCommandLine(argv, MULTI_TENANT_FLAGS, { allowPositionals: true });
  const { project } = values;
  const [word = 'all', ...others] = positionals;
  const mode = help ? 'help' : MODES.find(known => known === word);
  if (mode === undefined) throw new UsageError(`${word}: there is no such mode.`);
  if (!help && others.length > 0) throw new UsageError(`${others.join(' ')}: one mode at a time.`);
  if (!project.startsWith('demo-')) {
    throw new UsageError(
      `--project ${project}: test tenants are made on a local stack only, whose project begins with demo-.`,
    );
  }
  return {
    mode,
    project,
    ports: {
      functions: parsePort('port-functions', values['port-functions']),
      auth: parsePort('port-auth', values['port-auth']),
      firestore: parsePort('port-firestore', values['port-firestore']),
      alpaca: parsePort('port-alpaca', values['port-alpaca']),
    },
  };
}
