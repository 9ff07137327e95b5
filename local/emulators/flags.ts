import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../stack/flags.ts';
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
const portFlag = (name: string): string => `port-${name}`;

/**
 * Reads the flags of `npm run emulators`.
 *
 * @param fixed the ports that are used unless a flag moves one
 * @param root the directory that a relative `--data` starts from
 * @throws UsageError
 */
export function parseSuiteFlags(argv: readonly string[], fixed: SuitePorts, root: string): SuiteFlags {
  const { values, positionals } = readArguments(argv, Object.keys(fixed));
  const [given = 'start', ...rest] = positionals;
  const command = COMMANDS.find(name => name === given);
  if (command === undefined) throw new UsageError(`${given} is no command: give start, exec or services`);
  const script = rest.join(' ');
  if (command === 'exec' && script === '') throw new UsageError('exec needs a command to run, in quotes');
  if (command !== 'exec' && script !== '') throw new UsageError(`${command} takes no arguments: ${script}`);
  const project = String(values.project ?? 'demo-agenttrader');
  if (!/^demo-[a-z0-9-]{1,25}$/.test(project)) {
    throw new UsageError(
      `--project ${project}: an emulated project's id starts with "demo-", so that it can never be a real one`,
    );
  }
  return {
    help: values.help === true,
    command,
    script,
    project,
    data: resolve(root, String(values.data ?? '.local/emulators')),
    googleFirestore: values['google-firestore'] === true,
    ui: values.ui === true,
    dashboard: values['no-dashboard'] !== true,
    ports: readPorts(values, fixed),
  };
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function readArguments(
  argv: readonly string[],
  names: readonly string[],
): { values: Values; positionals: readonly string[] } {
  const flag = { type: 'boolean' as const };
  const text = { type: 'string' as const };
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        help: flag,
        ui: flag,
        'google-firestore': flag,
        'no-dashboard': flag,
        project: text,
        data: text,
        ...Object.fromEntries(names.map(name => [portFlag(name), text])),
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readPorts(values: Values, fixed: SuitePorts): SuitePorts {
  const owners = new Map<number, string>();
  for (const [name, usual] of Object.entries(fixed)) {
    const text = values[portFlag(name)];
    const port = text === undefined ? usual : Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new UsageError(`--${portFlag(name)} ${text}: a port is a number from 1 to 65535`);
    }
    const other = owners.get(port);
    if (other !== undefined) throw new UsageError(`port ${port} is wanted by both ${other} and ${name}`);
    owners.set(port, name);
  }
  return Object.fromEntries([...owners].map(([port, name]) => [name, port]));
}

/** What `--help` prints. */
export function suiteUsage(fixed: SuitePorts): string {
  const ports = Object.entries(fixed).map(
    ([name, port]) => `  ${`--${portFlag(name)} PORT`.padEnd(28)}${port}`,
  );
  return [
    "Firebase's emulator suite on this machine, with our Firestore in place of Google's, and beside it what",
    'stands in for Alpaca, Secret Manager and Vertex AI. Everything is forgotten when it ends.',
    '',
    'usage: npm run emulators -- [start] [flags]          until Ctrl-C',
    '       npm run emulators -- exec "COMMAND" [flags]   for as long as the command runs; its exit code',
    '       npm run local:services -- [flags]             only what the suite does not emulate',
    '',
    "  --google-firestore          Google's own Firestore emulator: Java 21 and, the first time, the network",
    "  --ui                        the suite's page, which is downloaded the first time",
    '  --no-dashboard              without the dashboard',
    '  --project ID                project id, starting with demo- (demo-agenttrader)',
    '  --data DIR                  for logs and what the services keep (.local/emulators)',
    ...ports,
    '  --help                      this text',
  ].join('\n');
}
