import { tellStorageProblem } from '../storage-problem.ts';
import { storedCertificate } from '../vertex/certificate/stored.ts';
import { boot } from './boot.ts';
import type { StackClock } from './clock.ts';
import { DataInUseError, type DataLock, lockData } from './data-lock.ts';
import type { EnvironmentVariables } from './environment.ts';
import type { StackFlags } from './flags.ts';
import { foldersIn, prepareFolders } from './folders.ts';
import { openLog } from './log-file.ts';
import { endpointsOf, stackParts } from './parts.ts';
import { busyPortMessages } from './ports.ts';
import type { Screen } from './screen.ts';
import { listenForStop } from './stop-signals.ts';
import { describeCrash, supervise } from './supervisor.ts';

export interface StackSetting {
  readonly flags: StackFlags;
  /** The project's root directory, where firebase.json is. */
  readonly root: string;
  readonly shell: EnvironmentVariables;
  readonly screen: Screen;
  /** For what went wrong. */
  readonly errors: Screen;
  readonly clock: StackClock;
  readonly startedAt: number;
}

/** Exit codes of the stack. */
export const EXIT = { stopped: 0, broken: 1, usage: 2, forced: 130 } as const;

/** Runs the whole stack until it is told to stop or one of its parts ends. Returns the exit code. */
export async function runStack(setting: StackSetting): Promise<number> {
  const { flags, root, shell, screen, errors } = setting;
  const { ports, project, speed, dashboard, demo } = flags;
  const folders = foldersIn(flags.data);
  const parts = stackParts({ root, project, ports, speed, dashboard, demo, folders, shell });
  const endpoints = endpointsOf(parts);

  const busy = await busyPortMessages(endpoints, ports);
  if (busy.length > 0) {
    for (const message of busy) errors.line(message);
    return EXIT.usage;
  }

  let lock: DataLock;
  try {
    lock = lockData(folders.data);
    await prepareFolders(folders, flags.fresh);
    storedCertificate(folders.vertex, new Date(setting.clock.now()));
  } catch (error) {
    const problem = error instanceof DataInUseError ? error.message : tellStorageProblem(error);
    if (problem === undefined) throw error;
    errors.line(problem);
    return EXIT.usage;
  }
  screen.line(flags.fresh ? 'Starting from empty …' : 'Starting …');
  const supervisor = supervise(parts, {
    openLog: name => openLog(folders.logs, name, { tell: sentence => screen.line(sentence) }),
    show: (part, line) => screen.line(`${screen.paint('yellow', part.name)}  ${line}`),
  });
  const stop = listenForStop(process, () => {
    supervisor.kill();
    process.exit(EXIT.forced);
  });
  const ended = new AbortController();
  const signal = AbortSignal.any([stop.asked, ended.signal]);

  const asked = new Promise<typeof EXIT.stopped>(resolve => {
    stop.asked.addEventListener('abort', () => resolve(EXIT.stopped), { once: true });
  });
  const crashed = supervisor.crashed.then(crash => {
    const [headline = '', ...lines] = describeCrash(crash);
    errors.line(errors.paint('red', headline));
    for (const line of lines) errors.line(line);
    errors.line(`The whole log is ${folders.logs}/${crash.part.name}.log`);
    errors.line(
      'Mend what it says and start again; npm start -- --fresh starts from empty, without any of the data.',
    );
    return EXIT.broken;
  });
  const booted = boot({ ...setting, folders, endpoints, supervisor, signal }).then(
    () => asked,
    error => {
      // What fails because of a crash or a stop is told by those.
      if (signal.aborted) return asked;
      errors.line(errors.paint('red', error instanceof Error ? error.message : String(error)));
      return EXIT.broken;
    },
  );

  const code = await Promise.race([asked, crashed, booted]);
  ended.abort();
  if (code === EXIT.stopped) screen.line('Stopping …');
  await supervisor.stop();
  stop.dispose();
  lock.release();
  return code;
}
