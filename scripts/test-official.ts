import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  findEmulatorJar,
  googleFirestore,
  MissingError,
  requireJava,
} from '../local/emulators/google-firestore.ts';
import { portFinder } from '../local/stack/ports.ts';
import { OFFICIAL_TESTS, TOO_SLOW_THERE } from './official/official-tests.ts';
import { untilItAnswers } from './official/until-it-answers.ts';

/**
 * Runs the rules' attacks and the integration tests against Google's Firestore emulator, where it can be had:
 *
 *   npm run test:official -- [TEST FILES]
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'node_modules/.bin');
const scratch = mkdtempSync(join(tmpdir(), 'agenttrader-official-'));
const shell = { ...process.env, PATH: [bin, dirname(process.execPath), process.env.PATH].join(delimiter) };

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof MissingError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function main(): Promise<number> {
  const java = await requireJava(shell);
  const jar = (await findEmulatorJar(shell)) ?? (await download());
  const env = { ...shell, ...(await googleFirestore(join(scratch, 'bin'), shell, java, jar)) };
  const address = `127.0.0.1:${await portFinder()()}`;
  const [host = '', port = ''] = address.split(':');
  console.log(`Firestore from ${jar}, with Java ${java.major}, on ${address}`);
  const server = spawn('java', ['-jar', jar, '--host', host, '--port', port], { env, stdio: 'ignore' });
  try {
    await untilItAnswers(server, `http://${address}/`);
    const given = process.argv.slice(2);
    const files = given.length > 0 ? given : [...OFFICIAL_TESTS, '--exclude', TOO_SLOW_THERE];
    // Each file that starts a suite starts a Java in it: two at a time are enough for a small machine.
    const args = ['run', '--project', 'integration*', '--maxWorkers=2', ...files];
    const tests = spawnSync('vitest', args, {
      cwd: root,
      env: { ...env, TEST_FIRESTORE_HOST: address },
      stdio: 'inherit',
    });
    return tests.status ?? 1;
  } finally {
    server.kill('SIGTERM');
  }
}

/** @throws MissingError where there is no network */
async function download(): Promise<string> {
  console.log("Downloading Google's Firestore emulator (once) …");
  spawnSync('firebase', ['setup:emulators:firestore', '--non-interactive'], { cwd: scratch, env: shell });
  const jar = await findEmulatorJar(shell);
  if (jar !== undefined) return jar;
  throw new MissingError(
    "Google's Firestore emulator is not on this machine and could not be downloaded: connect to the network, or name its archive in FIRESTORE_EMULATOR_BINARY_PATH.",
  );
}
