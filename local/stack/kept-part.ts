import type { Writable } from 'node:stream';
import type { Part } from './part.ts';
import { type Exit, startPart } from './running-part.ts';

/** How often a part is started again before it is given up. */
export interface RestartPolicy {
  readonly restarts: number;
  /** Restarts that are longer ago than this count no more. In milliseconds. */
  readonly withinMs: number;
}

const RESTART_POLICY: RestartPolicy = { restarts: 3, withinMs: 60_000 };

/** Our own programs end so when a person has to mend something first: a flag, a port, a damaged file. */
const EXIT_USAGE = 2;

/** A part that ended without being asked to, and is not started again. */
export interface Crash {
  readonly part: Part;
  readonly exit: Exit;
  readonly lastLines: readonly string[];
  /** How often it had been started again before. */
  readonly restarts: number;
}

/** A part that is kept running. */
export interface KeptPart {
  readonly part: Part;
  /** Resolves once it takes requests; after a restart too, if it never did before. */
  readonly ready: Promise<void>;
  /** Resolves when it ended and is not started again; never, if it was asked to leave. */
  readonly givenUp: Promise<Crash>;
  /** Resolves when it is gone for good. */
  readonly gone: Promise<void>;
  /** Asks it to leave. */
  terminate(): void;
  /** Ends it, and the group that it guards, at once. */
  kill(): void;
}

/** Starts a part, and starts it again when it ends by itself, saying why, as often as the policy allows. */
export function keepPart(
  part: Part,
  log: Writable,
  show: (line: string) => void,
  policy: RestartPolicy = RESTART_POLICY,
): KeptPart {
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();
  const { promise: givenUp, resolve: giveUp } = Promise.withResolvers<Crash>();
  const { promise: gone, resolve: leave } = Promise.withResolvers<void>();
  const restartedAt: number[] = [];
  let leaving = false;
  let running = start();

  function start() {
    const started = startPart(part, log, line => {
      if (!leaving) show(line);
    });
    let wasReady = false;
    void started.ready.then(() => {
      wasReady = true;
      becomeReady();
    });
    void started.exited.then(exit => ended(exit, started.lastLines(), wasReady));
    return started;
  }

  function ended(exit: Exit, lastLines: readonly string[], wasReady: boolean): void {
    const now = Date.now();
    const recent = restartedAt.filter(time => now - time < policy.withinMs).length;
    const isToMend = exit.code === EXIT_USAGE && !wasReady;
    if (!leaving && !isToMend && recent < policy.restarts) {
      restartedAt.push(now);
      for (const line of lastLines) show(line);
      show(`${describeExit(exit)}; it is started again (${recent + 1} of ${policy.restarts})`);
      running = start();
      return;
    }
    log.end();
    leave();
    if (!leaving) giveUp({ part, exit, lastLines, restarts: recent });
  }

  return {
    part,
    ready,
    givenUp,
    gone,
    terminate() {
      leaving = true;
      running.terminate();
    },
    kill() {
      leaving = true;
      running.kill();
    },
  };
}

/** How a process ended: "exited with code 3", "was ended by SIGKILL". */
export function describeExit({ code, signal }: Exit): string {
  return signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
}
