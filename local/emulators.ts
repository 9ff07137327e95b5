import { fileURLToPath } from 'node:url';
import { UsageError } from './command-line/flags.ts';
import { parseSuiteFlags, type SuiteFlags, suiteUsage } from './emulators/flags.ts';
import { fixedPorts } from './emulators/ports.ts';
import { EXIT, runSuite } from './emulators/run-suite.ts';
import { readFirebaseJson } from './emulators/suite-files.ts';
import { screenOn } from './stack/screen.ts';

/*
 * Firebase's own emulator suite, with what it lacks on this machine:
 *
 *   npm run emulators -- --help
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const errors = screenOn(process.stderr, process.env);
const screen = screenOn(process.stdout, process.env);
const firebaseJson = await readFirebaseJson(root);
const fixed = fixedPorts(firebaseJson.emulators);

function flagsOrExit(): SuiteFlags {
  try {
    return parseSuiteFlags(process.argv.slice(2), fixed, root);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    errors.line(`${error.message} (npm run emulators -- --help lists the flags)`);
    return process.exit(EXIT.usage);
  }
}

const flags = flagsOrExit();
if (flags.help) {
  screen.line(suiteUsage(fixed));
} else {
  process.exit(await runSuite({ flags, root, firebaseJson, shell: { ...process.env }, screen, errors }));
}
