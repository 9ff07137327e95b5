import { enableCompileCache, flushCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { checkedOrigin } from '../callers/allowed-callers.ts';

const USAGE =
  'usage: node local/firestore/main.ts [--port 8080] [--host 127.0.0.1] [--project ID] [--data DIR] ' +
  '[--rules FILE] [--indexes FILE] [--no-index-check] [--origin ORIGIN]...';

/** Exit code for what the user can mend: a bad flag, a busy port, an unreadable file. */
const EXIT_USAGE = 2;

interface Flags {
  readonly port: number;
  readonly host: string;
  readonly data: string | undefined;
  readonly indexes: string | undefined;
  readonly rules: string | undefined;
  readonly project: string | undefined;
  readonly origins: readonly string[] | undefined;
}

function readFlags(): Flags {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8080' },
      host: { type: 'string', default: '127.0.0.1' },
      project: { type: 'string' },
      origin: { type: 'string', multiple: true },
      data: { type: 'string' },
      rules: { type: 'string' },
      indexes: { type: 'string' },
      'no-index-check': { type: 'boolean', default: false },
    },
  });
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) {
    throw new Error(`--port must be a number from 0 to 65535, not "${values.port}"`);
  }
  return {
    port: Number(values.port),
    host: values.host,
    data: values.data,
    indexes: values['no-index-check'] ? undefined : values.indexes,
    rules: values.rules,
    project: values.project,
    origins: values.origin?.map(checkedOrigin),
  };
}

function fail(message: string): never {
  process.stderr.write(`firestore: ${message}\n`);
  process.exit(EXIT_USAGE);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  let flags: Flags;
  try {
    flags = readFlags();
  } catch (error) {
    fail(`${messageOf(error)}; ${USAGE}`);
  }
  // Stripping types and compiling is most of the start-up: the second start finds it done.
  enableCompileCache();
  const { startFirestore } = await import('./server.ts');
  const { port, host, data, indexes, rules, project, origins } = flags;
  const server = await startFirestore({
    port,
    host,
    dataDirectory: data,
    indexesFile: indexes,
    rulesFile: rules,
    project,
    origins,
    onShutdown: () => stop(),
  }).catch((error: unknown) =>
    fail(
      error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
        ? `port ${port} on ${host} is in use; stop what uses it or choose another with --port`
        : messageOf(error),
    ),
  );
  let closing = false;
  const stop = (): void => {
    if (closing) return;
    closing = true;
    server.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (process.connected) process.on('disconnect', stop);
  process.stdout.write(`firestore listening on ${server.host}:${server.port}\n`);
  flushCompileCache();
}

await main();
