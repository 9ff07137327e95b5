import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

/*
 * The Tasks emulator of firebase-tools by itself. Its own command starts it only beside the Functions emulator, whose
 * place local/functions takes.
 */
const USAGE = 'usage: node local/tasks/main.ts [--port 9499]';
const HOST = '127.0.0.1';

interface TasksEmulator {
  start(): Promise<void>;
  stop(): Promise<void>;
}

function fail(message: string): never {
  console.error(`tasks: ${message}`);
  process.exit(2);
}

function readPort(): number {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '9499' } } });
    const port = Number(values.port);
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
    return fail(`--port ${values.port} is not a port (1-65535)`);
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error} (${USAGE})`);
  }
}

const port = readPort();
process.once('uncaughtException', error => {
  const busy = 'code' in error && error.code === 'EADDRINUSE';
  fail(busy ? `port ${port} is in use; give another with --port` : (error.stack ?? error.message));
});
const { TasksEmulator } = createRequire(import.meta.url)('firebase-tools/lib/emulator/tasksEmulator') as {
  TasksEmulator: new (args: { host: string; port: number }) => TasksEmulator;
};
const emulator = new TasksEmulator({ host: HOST, port });
await emulator.start();
const stop = () => emulator.stop().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.once('disconnect', stop);
console.log(`tasks listening on ${HOST}:${port}`);
