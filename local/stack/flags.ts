import { resolve } from 'node:path';
import {
  type CommandLine,
  type Flag,
  type Program,
  parsePort,
  readCommandLine,
  UsageError,
} from '../command-line/flags.ts';
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

const portFlags = Object.fromEntries(
  ENDPOINT_NAMES.map(name => {
    const { title, port } = ENDPOINTS[name];
    return [
      portFlag(name),
      { value: 'PORT', default: String(port), description: `where it listens: ${title}` },
    ];
  }),
) as Record<ReturnType<typeof portFlag>, Flag & { readonly value: string; readonly default: string }>;

/** `npm start`. */
export const STACK_PROGRAM = {
  command: 'npm start --',
  about: 'Runs AgentTrader on this machine, with demo tenants, until Ctrl-C.',
  flags: {
    fresh: { description: 'start from empty: no documents, users, secrets, orders' },
    'pulse-every': {
      value: 'DURATION',
      default: '1m',
      description: 'how often tenants are synced: 5s, 1m, or off',
    },
    'no-demo': { description: 'without demo tenants' },
    'no-dashboard': { description: 'without the dashboard' },
    speed: { value: 'N', default: '1', description: 'market minutes per minute on the paper exchange' },
    data: { value: 'DIR', default: '.local', description: 'where the state is kept' },
    project: { value: 'ID', default: 'demo-agenttrader', description: 'project id, starting with demo-' },
    ...portFlags,
  },
} as const satisfies Program;

/** Reads the flags of `npm start`. @param root the directory that a relative `--data` starts from @throws UsageError */
export function parseFlags(argv: readonly string[], root: string): StackFlags {
  const { values, help } = readCommandLine(argv, STACK_PROGRAM.flags);
  const { project, speed: speedText } = values;
  if (!/^demo-[a-z0-9-]{1,25}$/.test(project)) {
    throw new UsageError(
      `--project ${project}: a local project's id starts with "demo-", so that it can never be a real one`,
    );
  }
  const speed = Number(speedText);
  if (!/^\d+(\.\d+)?$/.test(speedText) || speed <= 0 || speed > 10_000) {
    throw new UsageError(`--speed ${speedText}: give market minutes per minute, such as 60`);
  }
  return {
    help,
    fresh: values.fresh,
    project,
    data: resolve(root, values.data),
    pulseEveryMs: readInterval(values['pulse-every']),
    demo: !values['no-demo'],
    dashboard: !values['no-dashboard'],
    speed,
    ports: readPorts(values),
  };
}

type Values = CommandLine<typeof STACK_PROGRAM.flags>['values'];

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
    const port = parsePort(flag, values[flag]);
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
