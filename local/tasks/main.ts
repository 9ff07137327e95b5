import { createRequire } from 'node:module';
import { parsePort } from '../command-line/flags.ts';
import { readServerFlags, TASKS_PROGRAM } from '../command-line/server-flags.ts';

/*
 * The Tasks emulator of firebase-tools by itself. Its own command starts it only beside the Functions emulator, whose
 * place local/functions takes.
 */
const HOST = '127.0.0.1';

interface TasksEmulator {
  start(): Promise<void>;
  stop(): Promise<void>;
}

function fail(message: string): never {
  console.error(`tasks: ${message}`);
  process.exit(2);
}

const port = readServerFlags('tasks', TASKS_PROGRAM, values => parsePort('port', values.port));
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
