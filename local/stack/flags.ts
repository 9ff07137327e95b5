import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseDuration } from './duration.ts';
import { ENDPOINT_NAMES, ENDPOINTS, type EndpointName, type Ports, portFlag } from './endpoints.ts';

/** What the command line asks for. */
export interface StackFlags {
  readonly help: boolean;
  readonly fresh: boolean;
  readonly project: string;
  /** Absolute path of the directory that holds all local state. */
  readonly data: string;
  /** Absent when nothing is to be scheduled. */
  readonly pulseEveryMs: number | undefined;
  /** Whether demo tenants are created. */
  readonly demo: boolean;
  /** Whether the dashboard is served. */
  readonly dashboard: boolean;
  /** Minutes that pass on the paper exchange in a real minute. */
  readonly speed: number;
  readonly ports: Ports;
}

/** The command line cannot be understood; the message says which part of it. */
export class UsageError extends Error {}

const portOptions = Object.fromEntries(
  ENDPOINT_NAMES.map(name => [portFlag(name), { type: 'string' as const }]),
);

/** Reads the flags of `npm start`. @param root the directory that a relative `--data` starts from @throws UsageError */
export function parseFlags(argv: readonly string[], root: string): StackFlags {
  const values = readValues(argv);
  const project = values.project ?? 'demo-agenttrader';
  if (!/^demo-[a-z0-9-]{1,25}$/.test(project)) {
    throw new UsageError(
      `--project ${project}: a local project's id starts with "demo-", so that it can never be a real one`,
    );
  }
  const speedText = values.speed ?? '1';
  const speed = Number(speedText);
  if (!/^\d+(\.\d+)?$/.test(speedText) || speed <= 0 || speed > 10_000) {
    throw new UsageError(`--speed ${speedText}: give market minutes per minute, such as 60`);
  }
  return {
    help: values.help === true,
    fresh: values.fresh === true,
    project,
    data: resolve(root, values.data ?? '.local'),
    pulseEveryMs: readInterval(values['pulse-every'] ?? '1m'),
    demo: values['no-demo'] !== true,
    dashboard: values['no-dashboard'] !== true,
    speed,
    ports: readPorts(values),
  };
}

type Values = Readonly<Record<string, string | boolean | undefined>> & {
  readonly project?: string;
  readonly data?: string;
  readonly speed?: string;
  readonly 'pulse-every'?: string;
};

function readValues(argv: readonly string[]): Values {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        help: { type: 'boolean' },
        fresh: { type: 'boolean' },
        project: { type: 'string' },
        data: { type: 'string' },
        speed: { type: 'string' },
        'no-demo': { type: 'boolean' },
        'no-dashboard': { type: 'boolean' },
        'pulse-every': { type: 'string' },
        ...portOptions,
      },
    });
    return values as Values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readInterval(text: string): number | undefined {
  if (text === 'off') return undefined;
  const milliseconds = parseDuration(text);
  if (milliseconds === undefined) {
    throw new UsageError(`--pulse-every ${text}: give a duration such as 5s or 1m, or off`);
  }
  return milliseconds;
}

function readPorts(values: Values): Ports {
  const owners = new Map<number, EndpointName>();
  const ports = ENDPOINT_NAMES.map(name => {
    const flag = portFlag(name);
    const text = values[flag];
    const port = text === undefined ? ENDPOINTS[name].port : Number(text);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new UsageError(`--${flag} ${text}: a port is a number from 1 to 65535`);
    }
    const other = owners.get(port);
    if (other !== undefined) {
      throw new UsageError(
        `port ${port} is wanted by both ${ENDPOINTS[other].title} (--${portFlag(other)}) and ${ENDPOINTS[name].title} (--${flag})`,
      );
    }
    owners.set(port, name);
    return [name, port] as const;
  });
  return Object.fromEntries(ports) as Record<EndpointName, number>;
}

/** What `--help` prints. */
export function usage(): string {
  const lines = ENDPOINT_NAMES.map(name => {
    const { title, port } = ENDPOINTS[name];
    return `  ${`--${portFlag(name)} PORT`.padEnd(28)}${title} (${port})`;
  });
  return [
    'Runs AgentTrader on this machine, with demo tenants, until Ctrl-C.',
    '',
    'usage: npm start -- [flags]',
    '',
    '  --fresh                     start from empty: no documents, users, secrets, orders',
    '  --pulse-every DURATION      how often tenants are synced: 5s, 1m, or off (1m)',
    '  --no-demo                   without demo tenants',
    '  --no-dashboard              without the dashboard',
    '  --speed N                   market minutes per minute on the paper exchange (1)',
    '  --data DIR                  where the state is kept (.local)',
    '  --project ID                project id, starting with demo- (demo-agenttrader)',
    ...lines,
    '  --help                      this text',
  ].join('\n');
}
