import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { HOST } from '../stack/endpoints.ts';
import { AuthEmulator } from './auth-emulator.ts';
import { printWhatItTells, startEmulator } from './emulator.ts';
import { SavedUsers } from './saved-users.ts';
import { startAuth } from './server.ts';

const USAGE = 'usage: node local/auth/main.ts --data DIR [--port 9099] [--project demo-agenttrader]';

function fail(message: string): never {
  console.error(`auth: ${message}`);
  process.exit(2);
}

function flags() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '9099' },
        project: { type: 'string', default: 'demo-agenttrader' },
        data: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    return fail(`${error instanceof Error ? error.message : error} (${USAGE})`);
  }
}

function portOf(text: string): number {
  const port = Number(text);
  return /^\d+$/.test(text) && port > 0 && port < 65_536 ? port : fail(`${text} is not a port (1-65535)`);
}

const { port: portText, project, data = fail(`--data is missing (${USAGE})`) } = flags();
const port = portOf(portText);
const leave = () => process.exit(0);
process.once('SIGTERM', leave);
process.once('SIGINT', leave);
process.once('disconnect', leave);

try {
  printWhatItTells();
  const emulator = await startEmulator(project);
  const auth = new AuthEmulator(`${HOST}:${emulator.port}`, project);
  await auth.hideAddresses();
  const users = new SavedUsers(join(data, 'users.json'), auth);
  await users.restore();
  const tell = (sentence: string) => console.error(`auth: ${sentence}`);
  await startAuth({ port, emulator: emulator.port, users, tell });
  console.log(`auth listening on ${HOST}:${port}`);
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  fail(
    reason.includes('EADDRINUSE')
      ? `port ${port} is in use; give another with --port`
      : `cannot start: ${reason}`,
  );
}
