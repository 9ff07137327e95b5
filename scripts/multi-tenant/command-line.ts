import { parseArgs } from 'node:util';
import { UsageError } from '../admin/usage-error.ts';

export const MODES = ['create', 'verify', 'cleanup', 'all'] as const;
export type Mode = (typeof MODES)[number];

/** The parts of a running stack that the tenants are made and looked at through, and where they usually listen. */
const PORTS = { functions: 5001, auth: 9099, firestore: 8080, alpaca: 8090 } as const;
export type Part = keyof typeof PORTS;

export interface MultiTenantFlags {
  readonly mode: Mode | 'help';
  readonly project: string;
  readonly ports: Readonly<Record<Part, number>>;
}

export const USAGE = `npm run test:multi-tenant -- [MODE] [FLAGS]

  create    makes five test tenants of different fortunes on the stack that is running, or adds what is missing
  verify    checks those: each is synced, fails or is passed by on its own, and reads nobody else's documents
  cleanup   removes them, their sign-ins and every document, and nothing else
  all       starts a stack of its own, does all three there, and ends it (without a MODE, too)

  --project ID                   of the running stack, demo-agenttrader if not said
  --port-functions, --port-auth, --port-firestore, --port-alpaca   where it listens, if not where npm start does

Exit codes: 0 all holds, 1 a check failed or no stack answers, 2 a wrong command line.`;

const port = { type: 'string' } as const;
const OPTIONS = {
  help: { type: 'boolean' },
  project: { type: 'string' },
  'port-functions': port,
  'port-auth': port,
  'port-firestore': port,
  'port-alpaca': port,
} as const;

/** @throws UsageError */
export function parseMultiTenantFlags(argv: readonly string[]): MultiTenantFlags {
  const { values, positionals } = parsed(argv);
  const [word = 'all', ...others] = positionals;
  const mode = MODES.find(known => known === word);
  if (values.help) return { mode: 'help', project: '', ports: PORTS };
  if (!mode || others.length > 0) {
    const said = mode ? `${others.join(' ')}: one mode at a time.` : `${word}: there is no such mode.`;
    throw new UsageError(`${said}\n\n${USAGE}`);
  }
  const project = values.project ?? 'demo-agenttrader';
  if (!project.startsWith('demo-')) {
    throw new UsageError(
      `--project ${project}: test tenants are made on a local stack only, whose project begins with demo-.`,
    );
  }
  const portOf = (part: Part): number => {
    const text = values[`port-${part}`];
    if (text !== undefined && !/^\d{2,5}$/.test(text))
      throw new UsageError(`--port-${part} ${text}: give a port.`);
    return text === undefined ? PORTS[part] : Number(text);
  };
  const ports = {
    functions: portOf('functions'),
    auth: portOf('auth'),
    firestore: portOf('firestore'),
    alpaca: portOf('alpaca'),
  };
  return { mode, project, ports };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options: OPTIONS });
  } catch (thrown) {
    throw new UsageError(`${thrown instanceof Error ? thrown.message : String(thrown)}\n\n${USAGE}`);
  }
}
