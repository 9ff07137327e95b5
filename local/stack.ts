import { fileURLToPath } from 'node:url';
import { helpText, UsageError } from './command-line/flags.ts';
import { stackClock } from './stack/clock.ts';
import { loopbackOnly } from './stack/environment.ts';
import { parseFlags, STACK_PROGRAM, type StackFlags } from './stack/flags.ts';
import { EXIT, runStack } from './stack/run-stack.ts';
import { screenOn } from './stack/screen.ts';

const startedAt = Date.now();
const root = fileURLToPath(new URL('..', import.meta.url));
const errors = screenOn(process.stderr, process.env);

function flagsOrExit(): StackFlags {
  try {
    return parseFlags(process.argv.slice(2), root);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    errors.line(`${error.message} (npm start -- --help lists the flags)`);
    return process.exit(EXIT.usage);
  }
}

const flags = flagsOrExit();
const screen = screenOn(process.stdout, process.env);
if (flags.help) {
  screen.line(helpText(STACK_PROGRAM));
} else {
  const shell = { ...process.env };
  // The stack's own client of Firestore reads these from here.
  Object.assign(process.env, loopbackOnly(shell));
  process.exit(await runStack({ flags, root, shell, screen, errors, clock: stackClock, startedAt }));
}
