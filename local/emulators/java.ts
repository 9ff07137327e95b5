import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startFirestore } from '../firestore/server.ts';

/*
 * Takes the place of Java where Firebase's emulator suite starts Google's Firestore emulator: the same command line,
 * our Firestore. Everything is in memory.
 */

/** How often to look whether the suite is still there, which may be killed without a word. */
const LOOK_MS = 500;

const { values } = parseArgs({
  options: {
    jar: { type: 'string', short: 'j' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '8080' },
    rules: { type: 'string' },
    seed_from_export: { type: 'string' },
  },
  // The suite says more than this server needs to know.
  strict: false,
  allowPositionals: true,
});
const given = (name: 'host' | 'port' | 'rules' | 'seed_from_export'): string | undefined => {
  const value = values[name];
  return typeof value === 'string' ? value : undefined;
};

function fail(message: string): never {
  console.error(`firestore: ${message}`);
  process.exit(2);
}

if (given('seed_from_export') !== undefined) {
  fail(
    "our Firestore cannot read an export: start the suite without --import, or with Google's own emulator (--google-firestore).",
  );
}
const port = Number(given('port'));
const server = await startFirestore({
  host: given('host'),
  port,
  rulesFile: given('rules'),
  indexesFile: fileURLToPath(new URL('../../firestore.indexes.json', import.meta.url)),
  onShutdown: () => stop(),
}).catch((error: unknown) => fail(error instanceof Error ? error.message : String(error)));

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  void server.close().then(() => process.exit(0));
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) stop();
}, LOOK_MS);
console.log(`firestore listening on ${server.host}:${server.port}`);
