import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from './free-ports.ts';
import { startSuite } from './suite-stack.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const NAMES = ['firestore', 'alpaca', 'secret-manager', 'vertex', 'auth', 'functions', 'tasks'] as const;
const STARTUP_MS = 80_000;

export type PortName = (typeof NAMES)[number];

/** The whole local stack in a process of its own, on free ports, with an empty directory for its state. */
export interface RunningStack {
  readonly project: string;
  readonly data: string;
  /** `host:port` of a part. */
  address(part: PortName): string;
  /** Everything that it printed so far. */
  output(): string;
  /** Ctrl-C; answers its exit code. */
  stop(): Promise<number | null>;
}

/**
 * Starts it without demo tenants and without a schedule: tests bring their own of both. Where the tests were given a
 * Firestore (`npm run test:official`), it is Firebase's own emulator suite, around a Firestore of that kind.
 *
 * @param env parameters of the functions, which the suite reads from a file instead
 */
export async function startStack(env: Readonly<Record<string, string>> = {}): Promise<RunningStack> {
  if (process.env.TEST_FIRESTORE_HOST !== undefined) return startSuite('--google-firestore');
  const data = await mkdtemp(join(tmpdir(), 'agenttrader-stack-'));
  const ports = await freePorts(NAMES.length);
  const portFlags = NAMES.flatMap((name, index) => [`--port-${name}`, String(ports[index])]);
  const project = 'demo-integration';
  const child = spawn(
    process.execPath,
    [
      'local/stack.ts',
      '--project',
      project,
      '--data',
      data,
      '--no-demo',
      '--no-dashboard',
      '--pulse-every',
      'off',
      ...portFlags,
    ],
    { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  const exited = new Promise<number | null>(resolve => child.once('exit', resolve));
  await ready(child, exited, text => {
    output += text;
    return output;
  });
  let stopping = false;
  void exited.then(code => {
    // The tests see no more than closed connections: the reason stands in what the stack said last.
    if (!stopping) console.error(`The stack ended by itself with code ${code}:\n${output}`);
  });
  return {
    project,
    data,
    address: part => `127.0.0.1:${ports[NAMES.indexOf(part)]}`,
    output: () => output,
    async stop() {
      stopping = true;
      child.kill('SIGINT');
      const code = await exited;
      await rm(data, { recursive: true, force: true });
      return code;
    },
  };
}

async function ready(
  child: ChildProcess,
  exited: Promise<number | null>,
  collect: (text: string) => string,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let output = '';
  const take = (chunk: Buffer): void => {
    output = collect(chunk.toString());
    if (/^ready /im.test(output)) resolve();
  };
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  const timer = setTimeout(() => {
    child.kill('SIGINT');
    reject(new Error(`The stack was not ready after ${STARTUP_MS} ms:\n${output}`));
  }, STARTUP_MS);
  void exited.then(code => reject(new Error(`The stack ended with code ${code}:\n${output}`)));
  try {
    await promise;
  } finally {
    clearTimeout(timer);
  }
}
