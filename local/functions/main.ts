import { parseArgs } from 'node:util';
import { startFunctions } from './server.ts';

const USAGE =
  'usage: node local/functions/main.ts [--port 5001] [--project demo-agenttrader] [--source functions] [--tasks HOST:PORT]';

function fail(message: string): never {
  console.error(`functions: ${message}`);
  process.exit(2);
}

function flags() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '5001' },
        project: { type: 'string', default: 'demo-agenttrader' },
        source: { type: 'string', default: 'functions' },
        tasks: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error} (${USAGE})`);
  }
}

const { port: portText, project, source, tasks, help } = flags();
if (help) {
  console.log(USAGE);
  process.exit(0);
}
const port = Number(portText);
if (!/^\d+$/.test(portText) || port > 65_535) fail(`--port ${portText} is not a port (0-65535)`);

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
