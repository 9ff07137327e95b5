import type { Writable } from 'node:stream';
import { type Crash, describeExit, type KeptPart, keepPart, type RestartPolicy } from './kept-part.ts';
import type { Part } from './part.ts';

/** Longer than the guards' own patience, so that they get to end their groups. */
const GRACE_MS = 8_000;

/** The running parts of a stack. */
export interface Supervisor {
  /** Resolves once every part, or each of the wanted ones, takes requests. */
  ready(wanted?: (part: Part) => boolean): Promise<void>;
  /** Resolves when a part that ended by itself is given up; at most once. */
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
 * Starts every part side by side, and keeps them running.
 *
 * @param graceMs how long a part may take to leave when it is asked to, in milliseconds
 */
export function supervise(
  parts: readonly Part[],
  output: SupervisorOutput,
  { graceMs = GRACE_MS, policy }: { readonly graceMs?: number; readonly policy?: RestartPolicy } = {},
): Supervisor {
  const kept = parts.map(part =>
    keepPart(part, output.openLog(part.name), line => output.show(part, line), policy),
  );
  const kill = () => {
    for (const part of kept) part.kill();
  };
  return {
    crashed: Promise.race(kept.map(part => part.givenUp)),
    async ready(wanted = () => true) {
      await Promise.all(kept.filter(({ part }) => wanted(part)).map(({ ready }) => ready));
    },
    stop: () => stopAll(kept, kill, graceMs),
    kill,
  };
}

async function stopAll(kept: readonly KeptPart[], kill: () => void, graceMs: number): Promise<void> {
  for (const part of kept) part.terminate();
  const timer = setTimeout(kill, graceMs);
  await Promise.all(kept.map(part => part.gone));
  clearTimeout(timer);
}

/** What to tell about a crash: which part, how it ended, and what it said last. */
export function describeCrash({ part, exit, lastLines, restarts }: Crash): string[] {
  const before = restarts === 0 ? '' : `, after it was started again ${restarts} times`;
  return [
    `${part.name} ${describeExit(exit)}${before}. It said last:`,
    ...lastLines.map(line => `  ${line}`),
  ];
}
