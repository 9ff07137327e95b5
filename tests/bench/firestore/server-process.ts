import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../local/firestore/main.ts', import.meta.url));

/** The local Firestore in a process of its own, so that its time and memory are its own. */
export interface ServerProcess {
  readonly address: string;
  /** From starting the process to its ready line, in milliseconds. */
  readonly startupMs: number;
  /** Resident memory in MiB, as the operating system counts it. */
  residentMiB(): Promise<number>;
  stop(): Promise<void>;
}

export async function startServer(): Promise<ServerProcess> {
  const start = performance.now();
  const child = spawn(process.execPath, [MAIN, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      const ready = /listening on (\S+)/.exec(output);
      if (ready?.[1]) resolve(ready[1]);
    });
    child.once('exit', code => reject(new Error(`The server ended with code ${code}.`)));
  });
  return {
    address,
    startupMs: performance.now() - start,
    async residentMiB() {
      const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
      return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
