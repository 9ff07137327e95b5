import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuMs, residentMiB } from './process-usage.ts';

const LOCAL = new URL('../../../local/', import.meta.url);

/** A server of the local stack in a process of its own, so that its time and memory are its own. */
export interface ServerProcess {
  readonly address: string;
  /** From starting the process to its ready line, in milliseconds. */
  readonly startupMs: number;
  /** Resident memory in MiB, as the operating system counts it. */
  residentMiB(): Promise<number>;
  /** CPU time since its start, in milliseconds. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
}

export interface ServerOptions {
  readonly args?: readonly string[];
  /** Flags of Node itself, such as those that write a profile. */
  readonly node?: readonly string[];
}

export async function startServer(
  name: 'firestore' | 'alpaca' | 'secret-manager',
  { args = [], node = [] }: ServerOptions = {},
): Promise<ServerProcess> {
  const start = performance.now();
  const main = fileURLToPath(new URL(`${name}/main.ts`, LOCAL));
  const child = spawn(process.execPath, [...node, main, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const address = await listeningAddress(child);
  const startupMs = performance.now() - start;
  const pid = child.pid ?? 0;
  return {
    address,
    startupMs,
    residentMiB: () => residentMiB(pid),
    cpuMs: () => cpuMs(pid),
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

function listeningAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /listening on (\S+)/.exec(output);
      if (ready?.[1]) resolve(ready[1]);
    });
    child.once('exit', code => reject(new Error(`The server ended with code ${code}.`)));
  });
}
