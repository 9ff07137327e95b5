import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { signalGroup } from './process-group.ts';

/*
 * Runs a program that starts further programs, in a process group of its own, and takes the whole group down
 * when it is told to stop or when its own parent is gone, however that died. Started with an IPC channel:
 *
 *   node guard.ts COMMAND [ARGUMENT...]
 */

/** What a guard tells its parent, so that the parent can end the group should the guard be killed. */
export interface GuardMessage {
  readonly group: number;
}

const GRACE_MS = 5_000;

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
const group = child.pid;
if (group === undefined) {
  console.error(`cannot run ${command}`);
  process.exit(1);
}
const message: GuardMessage = { group };
process.send?.(message);

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  child.kill('SIGTERM');
  setTimeout(() => signalGroup(group as number, 'SIGKILL'), GRACE_MS).unref();
}

process.on('disconnect', stop);
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (!process.connected) stop();

const [code, signal] = await once(child, 'exit');
signalGroup(group, 'SIGKILL');
if (stopping) process.exit(0);
if (code === 0) process.exit(0);
console.error(signal === null ? `ended with code ${code}` : `ended by ${signal}`);
process.exit(code ?? 1);
