import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emulatorsSchema, fixedPorts } from '../../local/emulators/ports.ts';
import { freePorts } from './free-ports.ts';
import { runStackProcess, type StackProcess } from './stack/stack-process.ts';
import type { RunningStack } from './stack.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Firebase's own emulator suite in a process of its own, on free ports, and what it does not emulate beside it. */
export interface RunningSuite extends RunningStack {
  readonly process: StackProcess;
}

/** Free ports for the whole suite and the services, as flags and by name. */
export async function suitePorts(): Promise<{ flags: string[]; of: (name: string) => number }> {
  const { emulators } = JSON.parse(await readFile(join(ROOT, 'firebase.json'), 'utf8'));
  const names = Object.keys(fixedPorts(emulatorsSchema.parse(emulators)));
  const ports = await freePorts(names.length);
  const of = (name: string): number => ports[names.indexOf(name)] ?? 0;
  return { flags: names.flatMap(name => [`--port-${name}`, String(of(name))]), of };
}

/** Starts it, with our Firestore unless a flag says otherwise. */
export async function startSuite(...flags: readonly string[]): Promise<RunningSuite> {
  const data = await mkdtemp(join(tmpdir(), 'agenttrader-suite-'));
  const ports = await suitePorts();
  const args = ['start', '--no-dashboard', '--data', data, ...ports.flags, ...flags];
  const process = runStackProcess(args, 'local/emulators.ts');
  await process.printed(/All emulators ready/);
  return {
    project: 'demo-agenttrader',
    data,
    process,
    address: part => `127.0.0.1:${ports.of(part)}`,
    output: process.output,
    async stop() {
      process.child.kill('SIGINT');
      const code = await process.ended;
      await rm(data, { recursive: true, force: true });
      return typeof code === 'number' ? code : null;
    },
  };
}
