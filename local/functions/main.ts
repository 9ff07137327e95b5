import { parsePort } from '../command-line/flags.ts';
import { FUNCTIONS_PROGRAM, readServerFlags } from '../command-line/server-flags.ts';
import { startFunctions } from './server.ts';

function fail(message: string): never {
  console.error(`functions: ${message}`);
  process.exit(2);
}

const { port, project, source, tasks } = readServerFlags('functions', FUNCTIONS_PROGRAM, values => ({
  ...values,
  port: parsePort('port', values.port, 0),
}));

try {
  const server = await startFunctions({
    port,
    project,
    source,
    env: process.env,
    tell: sentence => console.error(`functions: ${sentence}`),
    onGone: error => fail(error.message),
    ...(tasks === undefined ? {} : { tasks }),
  });
  const stop = () => server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  console.log(`functions listening on ${server.host}:${server.port}`);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  fail(
    reason.includes('EADDRINUSE')
      ? `port ${port} is in use; give another with --port`
      : `cannot start: ${reason}`,
  );
}
