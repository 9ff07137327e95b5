import { readFile } from 'node:fs/promises';

/** How long a tick of the kernel's accounting is, in milliseconds: USER_HZ is 100 on every Linux that Node runs on. */
const TICK_MS = 10;
/** Where user and system time stand in `/proc/PID/stat`, counted from behind the command's closing parenthesis. */
const USER_TIME = 11;
const SYSTEM_TIME = 12;

/** Resident memory of a process in MiB, as the operating system counts it. */
export async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) / 1024;
}

/** CPU time of a process since its start, user and system together, in milliseconds. */
export async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[USER_TIME]) + Number(fields[SYSTEM_TIME])) * TICK_MS;
}
