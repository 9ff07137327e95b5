import { join } from 'node:path';
import { parsePort, UsageError } from '../command-line/flags.ts';
import { AUTH_PROGRAM, readServerFlags } from '../command-line/server-flags.ts';
import { HOST } from '../stack/endpoints.ts';
import { AuthEmulator } from './auth-emulator.ts';
import { printWhatItTells, startEmulator } from './emulator.ts';
import { SavedUsers } from './saved-users.ts';
import { startAuth } from './server.ts';

function fail(message: string): never {
  console.error(`auth: ${message}`);
  process.exit(2);
}

const { port, project, data } = readServerFlags('auth', AUTH_PROGRAM, ({ port, project, data }) => {
  if (data === undefined) throw new UsageError('--data is missing');
  return { port: parsePort('port', port), project, data };
});
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
