import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { parsePort } from '../command-line/flags.ts';
import { readServerFlags, SECRET_MANAGER_PROGRAM } from '../command-line/server-flags.ts';
import { startSecretManager } from './server.ts';

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const { port, host, data } = readServerFlags('secret manager', SECRET_MANAGER_PROGRAM, values => ({
  ...values,
  port: parsePort('port', values.port, 0),
}));

// The library reports a failed bind on its own as well; the one line below says more.
setLogVerbosity(logVerbosity.NONE);

try {
  const server = await startSecretManager({ host, port, ...(data === undefined ? {} : { data }) });
  const stop = () => server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  console.log(`secret manager listening on ${server.host}:${server.port}`);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  fail(
    reason.includes('EADDRINUSE')
      ? `secret manager: port ${port} is in use; give another with --port`
      : `secret manager: cannot start: ${reason}`,
  );
}
