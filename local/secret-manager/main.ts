import { parseArgs } from 'node:util';
import { logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { startSecretManager } from './server.ts';

const USAGE = 'usage: node local/secret-manager/main.ts [--port 8091] [--host 127.0.0.1] [--data DIR]';

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function flags() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8091' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    return fail(`secret manager: ${error instanceof Error ? error.message : error} (${USAGE})`);
  }
}

const { port: portText, host, data, help } = flags();
if (help) {
  console.log(USAGE);
  process.exit(0);
}
const port = Number(portText);
if (!/^\d+$/.test(portText) || port > 65_535)
  fail(`secret manager: --port ${portText} is not a port (0-65535)`);

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
