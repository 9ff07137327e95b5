import { parsePort } from '../command-line/flags.ts';
import { readServerFlags, VERTEX_PROGRAM } from '../command-line/server-flags.ts';
import { startVertex } from './server.ts';

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const { port, host, data } = readServerFlags('vertex', VERTEX_PROGRAM, values => ({
  ...values,
  port: parsePort('port', values.port, 0),
}));

try {
  const server = await startVertex({ host, port, ...(data === undefined ? {} : { data }) });
  const stop = () => server.close().then(() => process.exit(0));
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.once('disconnect', stop);
  console.log(`vertex listening on https://localhost:${server.port}`);
} catch (error) {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  fail(
    code === 'EADDRINUSE'
      ? `vertex: port ${port} is in use; give another with --port`
      : `vertex: cannot start: ${error instanceof Error ? error.message : error}`,
  );
}
