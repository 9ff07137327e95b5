import type { Writable } from 'node:stream';
import type { Part } from './part.ts';
import { type Exit, type RunningPart, startPart } from './running-part.ts';

/** Longer than the guards' own patience, so that they get to end their groups. */
const GRACE_MS = 8_000;

/** A part that ended without being asked to. */
export interface Crash {
  readonly part: Part;
  readonly exit: Exit;
  readonly lastLines: readonly string[];
}

/** The running parts of a stack. */
export interface Supervisor {
  /** Resolves once every part, or each of the wanted ones, takes requests. */
  ready(wanted?: (part: Part) => boolean): Promise<void>;
  /** Resolves when a part ends without being asked to; at most once. */
  readonly crashed: Promise<Crash>;
  /** Stops every part: politely, and after a grace period without asking. Resolves when none is left. */
  stop(): Promise<void>;
  /** Ends every part at once. */
  kill(): void;
}

export interface SupervisorOutput {
  /** Opens the log file of a part. */
  openLog(name: string): Writable;
  /** Shows a person one line of what a part says. */
  show(part: Part, line: string): void;
}

/**
 * Starts every part side by side.
 *
 * @param graceMs how long a part may take to leave when it is asked to, in milliseconds
 */
export function supervise(
  parts: readonly Part[],
  output: SupervisorOutput,
  graceMs: number = GRACE_MS,
): Supervisor {
  let stopping = false;
  const { promise: crashed, resolve: reportCrash } = Promise.withResolvers<Crash>();
  const running = parts.map(part => {
    const log = output.openLog(part.name);
    const started = startPart(part, log, line => {
      if (!stopping) output.show(part, line);
    });
    void started.exited.then(exit => {
      log.end();
      if (!stopping) reportCrash({ part, exit, lastLines: started.lastLines() });
    });
    return started;
  });

  const kill = () => {
    stopping = true;
    for (const part of running) part.kill();
  };

  return {
    crashed,
    async ready(wanted = () => true) {
      await Promise.all(running.filter(({ part }) => wanted(part)).map(({ ready }) => ready));
    },
    async stop() {
      stopping = true;
      await stopAll(running, kill, graceMs);
    },
    kill,
  };
}

async function stopAll(running: readonly RunningPart[], kill: () => void, graceMs: number): Promise<void> {
  for (const part of running) part.terminate();
  const timer = setTimeout(kill, graceMs);
  await Promise.all(running.map(part => part.exited));
  clearTimeout(timer);
}

/** What to tell about a crash: which part, how it ended, and what it said last. */
export function describeCrash({ part, exit, lastLines }: Crash): string[] {
  const how = exit.signal === null ? `exited with code ${exit.code}` : `was ended by ${exit.signal}`;
  return [`${part.name} ${how}. It said last:`, ...lastLines.map(line => `  ${line}`)];
}
