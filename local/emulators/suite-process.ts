import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { EnvironmentVariables } from '../stack/environment.ts';
import type { GuardMessage } from '../stack/guard.ts';
import { signalGroup } from '../stack/process-group.ts';

const GUARD = fileURLToPath(new URL('../stack/guard.ts', import.meta.url));
const LAZY_SCHEMAS = fileURLToPath(new URL('../auth/lazy-schemas.ts', import.meta.url));
const SCRIPT = fileURLToPath(new URL('script.ts', import.meta.url));

export interface SuiteProcessSetting {
  /** Runs until it is stopped where there is none. */
  readonly script: string | undefined;
  readonly project: string;
  readonly config: string;
  readonly cwd: string;
  /** What the suite and a script start with. */
  readonly env: EnvironmentVariables;
  /** What only the suite starts with. */
  readonly own: EnvironmentVariables;
  /** The person's own environment, from which the script gets back what the suite has otherwise. */
  readonly shell: EnvironmentVariables;
}

/** Firebase's emulator suite, on this terminal. */
export interface SuiteProcess {
  /** Resolves with its exit code when it is gone, and all that it started. */
  readonly ended: Promise<number>;
  /** Asks it to leave. */
  stop(): void;
  /** Ends it, and all that it started, at once. */
  kill(): void;
}

/**
 * Starts the suite behind a guard, which takes down whatever it starts, should this process be killed, too. What the
 * suite prints goes to this process's own output.
 */
export function startSuite({
  script,
  project,
  config,
  cwd,
  env,
  own,
  shell,
}: SuiteProcessSetting): SuiteProcess {
  const firebase = createRequire(import.meta.url).resolve('firebase-tools/lib/bin/firebase.js');
  const quoted = (text: string) => JSON.stringify(text);
  const command =
    script === undefined
      ? ['emulators:start']
      : ['emulators:exec', [process.execPath, SCRIPT].map(quoted).join(' ')];
  const args = [
    ...[process.execPath, '--import', LAZY_SCHEMAS],
    firebase,
    ...command,
    ...['--non-interactive', '--project', project, '--config', config],
  ];
  const guard = fork(GUARD, args, {
    cwd,
    env: {
      ...env,
      ...own,
      ...(script === undefined ? {} : { AGENTTRADER_SCRIPT: encoded(script, own, shell) }),
    },
    execArgv: [],
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  let group: number | undefined;
  guard.on('message', (message: GuardMessage) => {
    group = message.group;
  });
  return {
    ended: once(guard, 'exit').then(([code]) => code ?? 1),
    stop: () => guard.kill('SIGTERM'),
    kill() {
      guard.kill('SIGKILL');
      if (group !== undefined) signalGroup(group, 'SIGKILL');
    },
  };
}

/** The command, and what the shell had where the suite has something of its own. */
function encoded(command: string, own: EnvironmentVariables, shell: EnvironmentVariables): string {
  const restore = Object.fromEntries(Object.keys(own).map(name => [name, shell[name] ?? null]));
  return JSON.stringify({ command, restore });
}
