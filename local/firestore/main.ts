import { enableCompileCache, flushCompileCache } from 'node:module';
import { checkedOrigin } from '../callers/allowed-callers.ts';
import { parsePort } from '../command-line/flags.ts';
import { FIRESTORE_PROGRAM, readServerFlags } from '../command-line/server-flags.ts';

/** Exit code for what the user can mend: a busy port, an unreadable file. */
const EXIT_USAGE = 2;

function fail(message: string): never {
  process.stderr.write(`firestore: ${message}\n`);
  process.exit(EXIT_USAGE);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function main(): Promise<void> {
  const flags = readServerFlags('firestore', FIRESTORE_PROGRAM, values => ({
    ...values,
    port: parsePort('port', values.port, 0),
    indexes: values['no-index-check'] ? undefined : values.indexes,
    origins: values.origin?.map(checkedOrigin),
  }));
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
