import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly command: string;
}

/** Every process of this machine that is not merely waiting to be reaped. */
async function processes(): Promise<Process[]> {
  const { stdout } = await run('ps', ['-eo', 'pid=,ppid=,pgid=,stat=,args='], {
    maxBuffer: 16 * 1024 * 1024,
  });
  return stdout.split('\n').flatMap(line => {
    const [, pid, parent, group, state = '', command = ''] =
      /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid === undefined || state.startsWith('Z')
      ? []
      : [{ pid: Number(pid), parent: Number(parent), group: Number(group), command }];
  });
}

/** The process and everything that it has started, itself or through others. */
export async function listFamily(pid: number): Promise<Process[]> {
  const all = await processes();
  const childrenOf = (one: Process): Process[] => [
    one,
    ...all.filter(({ parent }) => parent === one.pid).flatMap(childrenOf),
  ];
  return all.filter(one => one.pid === pid).flatMap(childrenOf);
}

/** Waits until none of the processes is left. The test's own timeout is the limit. */
export async function untilGone(isOne: (process: Process) => boolean): Promise<void> {
  while ((await processes()).some(isOne)) await delay(50);
}
