import { parseArgs } from 'node:util';
import { startVertex } from './server.ts';

const USAGE = 'usage: node local/vertex/main.ts [--port 8092] [--host 127.0.0.1] [--data DIR]';

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

function flags() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8092' },
        host: { type: 'string', default: '127.0.0.1' },
        data: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : error;
    return fail(`vertex: ${reason} (${USAGE})`);
  }
}

const { port: portText, host, data, help } = flags();
if (help) {
  console.log(USAGE);
  process.exit(0);
}
const port = Number(portText);
if (!/^\d+$/.test(portText) || port > 65_535) fail(`vertex: --port ${portText} is not a port (0-65535)`);

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
