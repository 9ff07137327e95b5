import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Process {
  readonly pid: number;
  readonly group: number;
  readonly command: string;
}

/** Every process of this machine that is not merely waiting to be reaped. */
export async function processes(): Promise<Process[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,pgid=,stat=,args='], { maxBuffer: 16 * 1024 * 1024 });
  return stdout.split('\n').flatMap(line => {
    const [, pid, group, state = '', command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined || state.startsWith('Z')
      ? []
      : [{ pid: Number(pid), group: Number(group), command }];
  });
}

/** Waits until none of the processes is left. The test's own timeout is the limit. */
export async function untilGone(isOne: (process: Process) => boolean): Promise<void> {
  while ((await processes()).some(isOne)) await delay(50);
}
