import { resolve } from 'node:path';
import { type Flag, flagLines, parsePort, readCommandLine, UsageError } from '../command-line/flags.ts';
import type { SuitePorts } from './ports.ts';

/** What the command line asks for. */
export interface SuiteFlags {
  readonly help: boolean;
  /** The suite until Ctrl-C; the suite for as long as a script runs; or only what it does not emulate. */
  readonly command: 'start' | 'exec' | 'services';
  /** What `exec` runs, in a shell. */
  readonly script: string;
  readonly project: string;
  /** Absolute path of the directory for what the services keep, and for logs. */
  readonly data: string;
  /** Whether Firestore is Google's own emulator, which needs Java and, once, the network. */
  readonly googleFirestore: boolean;
  /** Whether the suite's page is served even if it has to be downloaded first. */
  readonly ui: boolean;
  /** Whether the dashboard is served by Vite. */
  readonly dashboard: boolean;
  readonly ports: SuitePorts;
}

const COMMANDS = ['start', 'exec', 'services'] as const;
const portFlag = (name: string): `port-${string}` => `port-${name}`;

/** The flags of `npm run emulators` and `npm run local:services`, with one for each of these ports. */
export const suiteFlags = (fixed: SuitePorts) => ({
  'google-firestore': {
    description: "Google's own Firestore emulator: Java 21 and, the first time, the network",
  },
  ui: { description: "the suite's page, which is downloaded the first time" },
  'no-dashboard': { description: 'without the dashboard' },
  project: {
    value: 'ID' as const,
    default: 'demo-agenttrader' as const,
    description: 'project id, starting with demo-',
  },
  data: {
    value: 'DIR' as const,
    default: '.local/emulators' as const,
    description: 'for logs and what the services keep',
  },
  ...(Object.fromEntries(
    Object.entries(fixed).map(([name, port]) => [
      portFlag(name),
      { value: 'PORT', default: String(port), description: `where it listens: ${name}` },
    ]),
  ) as Record<`port-${string}`, Flag & { readonly value: string; readonly default: string }>),
});

/**
 * Reads the flags of `npm run emulators`.
 *
 * @param fixed the ports that are used unless a flag moves one
 * @param root the directory that a relative `--data` starts from
 * @throws UsageError
 */
export function parseSuiteFlags(argv: readonly string[], fixed: SuitePorts, root: string): SuiteFlags {
  const { values, positionals, help } = readCommandLine(argv, suiteFlags(fixed), { allowPositionals: true });
  const [given = 'start', ...rest] = positionals;
  const command = COMMANDS.find(name => name === given);
  if (command === undefined) throw new UsageError(`${given} is no command: give start, exec or services`);
  const script = rest.join(' ');
  if (command === 'exec' && script === '') throw new UsageError('exec needs a command to run, in quotes');
  if (command !== 'exec' && script !== '') throw new UsageError(`${command} takes no arguments: ${script}`);
  const { project } = values;
  if (!/^demo-[a-z0-9-]{1,25}$/.test(project)) {
    throw new UsageError(
      `--project ${project}: an emulated project's id starts with "demo-", so that it can never be a real one`,
    );
  }
  return {
    help,
    command,
    script,
    project,
    data: resolve(root, values.data),
    googleFirestore: values['google-firestore'],
    ui: values.ui,
    dashboard: !values['no-dashboard'],
    ports: readPorts(values, fixed),
  };
}

function readPorts(values: Readonly<Record<`port-${string}`, string>>, fixed: SuitePorts): SuitePorts {
  const owners = new Map<number, string>();
  for (const name of Object.keys(fixed)) {
    const flag = portFlag(name);
    const port = parsePort(flag, values[flag] ?? '');
    const other = owners.get(port);
    if (other !== undefined) throw new UsageError(`port ${port} is wanted by both ${other} and ${name}`);
    owners.set(port, name);
  }
  return Object.fromEntries([...owners].map(([port, name]) => [name, port]));
}

/** What `--help` prints. */
export function suiteUsage(fixed: SuitePorts): string {
  return [
    "Firebase's emulator suite on this machine, with our Firestore in place of Google's, and beside it what",
    'stands in for Alpaca, Secret Manager and Vertex AI. Everything is forgotten when it ends.',
    '',
    'usage: npm run emulators -- [start] [flags]          until Ctrl-C',
    '       npm run emulators -- exec "COMMAND" [flags]   for as long as the command runs; its exit code',
    '       npm run local:services -- [flags]             only what the suite does not emulate',
    '',
    flagLines(suiteFlags(fixed)),
  ].join('\n');
}
