import { ENDPOINTS, HOST } from '../stack/endpoints.ts';
import { type CommandLine, type Flags, helpText, type Program, readCommandLine, synopsis } from './flags.ts';

/** Exit code for what the user can mend: a bad flag, a busy port, an unreadable file. */
const EXIT_USAGE = 2;

const PROJECT = 'demo-agenttrader';
const port = (name: keyof typeof ENDPOINTS) => ({
  value: 'PORT' as const,
  default: String(ENDPOINTS[name].port),
  description: 'where it listens; 0 is any free port',
});
const host = { value: 'HOST', default: HOST, description: 'the address that it listens on' } as const;
const data = {
  value: 'DIR',
  description: 'where it keeps its state; without it, nothing outlives it',
} as const;
const origin = {
  value: 'ORIGIN',
  repeated: true,
  description: 'a page that may call it; without any, the pages of any server on loopback',
} as const;
const program = <F extends Flags>(folder: string, about: string, flags: F): Program<F> => ({
  command: `node local/${folder}/main.ts`,
  about,
  flags,
});

/** The servers of the local stack, each as a program of its own. */
export const FIRESTORE_PROGRAM = program('firestore', 'Firestore on this machine.', {
  port: port('firestore'),
  host,
  project: {
    value: 'ID',
    description: 'whom the rules are for; without it, every project that has none of its own',
  },
  data,
  rules: { value: 'FILE', description: 'the security rules; without them, everything is allowed' },
  indexes: { value: 'FILE', description: 'firestore.indexes.json, which queries are held against' },
  'no-index-check': { description: 'answer queries that have no index, too' },
  origin,
});
export const ALPACA_PROGRAM = program('alpaca', 'The paper exchange.', {
  port: port('alpaca'),
  host,
  data,
  speed: { value: 'N', description: 'market minutes per minute; 1 unless said, or as it was kept' },
  seed: { value: 'N', description: 'what chance is computed from: the same seed is the same market' },
  start: { value: 'YYYY-MM-DD', description: 'the day of the replayed market that it begins on' },
  'closed-hours': { value: 'skip|keep', description: 'whether the hours in which the market is closed pass' },
  'rate-limit': {
    value: 'N',
    description:
      'requests a minute for each account, for trading and for data; 200 unless said, as at Alpaca',
  },
  origin,
});
export const SECRET_MANAGER_PROGRAM = program('secret-manager', 'Secret Manager on this machine.', {
  port: port('secret-manager'),
  host,
  data,
});
export const VERTEX_PROGRAM = program('vertex', 'Vertex AI on this machine, over HTTPS.', {
  port: port('vertex'),
  host,
  data: { value: 'DIR', description: 'where its certificate is kept; without it, made anew at every start' },
});
export const FUNCTIONS_PROGRAM = program(
  'functions',
  'The functions on this machine, as they are deployed.',
  {
    port: port('functions'),
    project: { value: 'ID', default: PROJECT, description: 'the project that they believe to run in' },
    source: { value: 'DIR', default: 'functions', description: 'the workspace whose bundle is run' },
    tasks: { value: 'HOST:PORT', description: 'the Tasks emulator that queues are registered with' },
  },
);
export const TASKS_PROGRAM = program('tasks', 'The Tasks emulator of firebase-tools by itself.', {
  port: { ...port('tasks'), description: 'where it listens' },
});
export const AUTH_PROGRAM = program(
  'auth',
  'The Auth emulator of firebase-tools, with users that are kept.',
  {
    data: { value: 'DIR', required: true, description: 'where the users are kept' },
    port: { ...port('auth'), description: 'where it listens' },
    project: { value: 'ID', default: PROJECT, description: 'whose users they are' },
  },
);

/**
 * Reads the command line of a server. `--help` ends the program with 0 and the flags, a wrong flag with 2 and a sentence.
 *
 * @param name how the server calls itself on the terminal
 * @param read makes of the values what the server wants; what it throws is said of the command line
 */
export function readServerFlags<F extends Flags, Wanted>(
  name: string,
  program: Program<F>,
  read: (values: CommandLine<F>['values']) => Wanted,
): Wanted {
  try {
    const { values, help } = readCommandLine(process.argv.slice(2), program.flags);
    if (help) {
      console.log(helpText(program));
      process.exit(0);
    }
    return read(values);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message.split('\n')[0] : thrown;
    console.error(`${name}: ${message} (${synopsis(program)})`);
    process.exit(EXIT_USAGE);
  }
}
