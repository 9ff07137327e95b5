import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { HOST } from '../stack/endpoints.ts';
import { describeExit } from '../stack/kept-part.ts';
import { portFinder } from '../stack/ports.ts';
import { startPart } from '../stack/running-part.ts';
import { AuthEmulator } from './auth-emulator.ts';
import { emulatorPart } from './emulator-part.ts';
import { SavedUsers } from './saved-users.ts';
import { startAuth } from './server.ts';

const USAGE =
  'usage: node local/auth/main.ts --data DIR [--port 9099] [--hub-port 4400] [--project demo-agenttrader]';

function fail(message: string): never {
  console.error(`auth: ${message}`);
  process.exit(2);
}

function flags() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '9099' },
        'hub-port': { type: 'string', default: '4400' },
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

const { port: portText, 'hub-port': hubText, project, data = fail(`--data is missing (${USAGE})`) } = flags();
const port = portOf(portText);
const hub = portOf(hubText);
const freePort = portFinder([port, hub]);
const internal = await freePort();
const ports = { auth: internal, hub, logging: await freePort() };
const part = await emulatorPart({ project, data, ports, env: process.env });
const passOn = new Writable({
  write(chunk, _encoding, done) {
    process.stdout.write(chunk, () => done());
  },
});
const emulator = startPart(part, passOn, () => {});
let stopping = false;
void emulator.exited.then(exit => {
  if (stopping) return;
  for (const line of emulator.lastLines()) console.error(line);
  console.error(`auth: the emulator ${describeExit(exit)}`);
  process.exit(1);
});

/** Takes the emulator along: it is in a group of its own. */
function leave(): void {
  if (stopping) return;
  stopping = true;
  emulator.terminate();
  void emulator.exited.then(() => process.exit(0));
}
process.once('SIGTERM', leave);
process.once('SIGINT', leave);
process.once('disconnect', leave);

try {
  await emulator.ready;
  const auth = new AuthEmulator(`${HOST}:${internal}`, project);
  await auth.hideAddresses();
  const users = new SavedUsers(join(data, 'users.json'), auth);
  await users.restore();
  const tell = (sentence: string) => console.error(`auth: ${sentence}`);
  await startAuth({ port, emulator: internal, users, tell });
  console.log(`auth listening on ${HOST}:${port}`);
} catch (error) {
  emulator.kill();
  const reason = error instanceof Error ? error.message : String(error);
  fail(
    reason.includes('EADDRINUSE')
      ? `port ${port} is in use; give another with --port`
      : `cannot start: ${reason}`,
  );
}
