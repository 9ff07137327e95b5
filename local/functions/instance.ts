import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { DeployedFunction } from './deployed.ts';
import type { InstanceMessage } from './instance-entry.ts';

/** What the largest functions have in production, for all of them together. In MiB. */
const HEAP_MB = 512;
/** For an instance that does not leave when it is asked to. */
const GRACE_MS = 3_000;
const LOOK_AGAIN_MS = 10;
const ENTRY = fileURLToPath(new URL('instance-entry.ts', import.meta.url));

export interface InstanceSetting {
  /** The file that is deployed. */
  readonly bundle: string;
  /** The path to listen on. */
  readonly socket: string;
  /** The whole environment of the process. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A process that runs the functions, as Cloud Run runs one. */
export interface Instance {
  readonly socket: string;
  readonly functions: readonly DeployedFunction[];
  /** Resolves when it is gone, with how: "exited with code 16", "was ended by SIGKILL". */
  readonly ended: Promise<string>;
  stop(): void;
}

/** The functions cannot be served as they are built; the message says why. */
class UnservableBundle extends Error {
  override readonly name = 'UnservableBundle';
}

/**
 * Starts the program that Cloud Functions starts, functions-framework in the version that the functions bring, on the
 * built bundle.
 *
 * @returns once it takes requests
 * @throws UnservableBundle when it ends before
 */
export async function startInstance({ bundle, socket, env }: InstanceSetting): Promise<Instance> {
  rmSync(socket, { force: true });
  const child = fork(
    frameworkOf(bundle),
    ['--source', ENTRY, '--target', 'all_functions', '--port', socket],
    {
      env: { ...env, FUNCTIONS_BUNDLE: bundle, NODE_ENV: 'production' },
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const stop = () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
    child.once('exit', () => clearTimeout(timer));
  };
  const errors = passOn(child);
  const ended = once(child, 'close').then(([code, signal]) =>
    signal === null ? `exited with code ${code}` : `was ended by ${signal}`,
  );
  const failed = ended.then(how => {
    throw new UnservableBundle(`${bundle} cannot be served: ${reasonIn(errors) ?? how}`);
  });
  const functions = await Promise.race([announced(child), failed]);
  await Promise.race([listening(socket, () => child.exitCode !== null), failed]);
  failed.catch(() => {});
  return { socket, functions, ended, stop };
}

function frameworkOf(bundle: string): string {
  const index = createRequire(bundle).resolve('@google-cloud/functions-framework');
  return join(index, '..', 'main.js');
}

/** What it says goes where the server's own words go. Keeps the first lines of what it complains about. */
function passOn(child: ChildProcess): string[] {
  const first: string[] = [];
  if (child.stdout) createInterface({ input: child.stdout }).on('line', line => console.log(line));
  if (child.stderr) {
    createInterface({ input: child.stderr }).on('line', line => {
      console.error(line);
      if (first.length < 20) first.push(line);
    });
  }
  return first;
}

/** functions-framework gives the reason in the middle of advice. */
function reasonIn(errors: readonly string[]): string | undefined {
  const traced = errors.map(line => /^Detailed stack trace: (.+)/.exec(line)?.[1]).find(Boolean);
  return traced ?? errors.find(line => /error/i.test(line)) ?? errors[0];
}

async function announced(child: ChildProcess): Promise<readonly DeployedFunction[]> {
  const [message] = (await once(child, 'message')) as [InstanceMessage];
  return message.functions;
}

async function listening(socket: string, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    if (await accepts(socket)) return;
    await delay(LOOK_AGAIN_MS);
  }
}

function accepts(socket: string): Promise<boolean> {
  return new Promise(resolve => {
    const connection = connect(socket);
    connection.once('connect', () => resolve(true));
    connection.once('error', () => resolve(false));
    connection.once('connect', () => connection.destroy());
  });
}
