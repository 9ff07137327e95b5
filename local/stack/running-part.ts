import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import type { GuardMessage } from './guard.ts';
import type { OutputLine, Part } from './part.ts';
import { signalGroup } from './process-group.ts';

const KEPT_LINES = 15;
const DRAIN_MS = 1_000;

/** How a part ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** A part that was started. */
export interface RunningPart {
  readonly part: Part;
  /** Resolves once it takes requests; never, if it ends before. */
  readonly ready: Promise<void>;
  /** Resolves when the process is gone and its output is read to the end. */
  readonly exited: Promise<Exit>;
  /** The last lines that it wrote to stderr, or else to stdout. */
  lastLines(): readonly string[];
  /** Asks it to leave. */
  terminate(): void;
  /** Ends it, and the group that it guards, at once. */
  kill(): void;
}

/**
 * Starts a part. It leads a session of its own, so that Ctrl-C in the terminal reaches the supervisor alone,
 * which then stops the parts in order; the IPC channel takes it along should the supervisor be killed.
 */
export function startPart(part: Part, log: Writable, show: (line: string) => void): RunningPart {
  const child = fork(part.module, [...part.args], {
    cwd: part.cwd,
    env: { ...part.env },
    execArgv: [],
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let group: number | undefined;
  child.on('message', (message: GuardMessage) => {
    group = message.group;
  });
  const endGroup = () => {
    if (group !== undefined) signalGroup(group, 'SIGKILL');
    group = undefined;
  };

  const kept = { stdout: [] as string[], stderr: [] as string[] };
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>();
  const take = (line: OutputLine) => {
    log.write(`${line.text}\n`);
    if (isTelling(line.text)) {
      const lines = kept[line.from];
      lines.push(line.text);
      if (lines.length > KEPT_LINES) lines.shift();
    }
    if (part.ready.test(line.text)) becomeReady();
    const notable = part.notable(line);
    if (notable !== undefined) show(notable);
  };
  readLines(child.stdout, text => take({ from: 'stdout', text }));
  readLines(child.stderr, text => take({ from: 'stderr', text }));

  return {
    part,
    ready,
    exited: waitForExit(child, endGroup),
    lastLines: () => (kept.stderr.length > 0 ? kept.stderr : kept.stdout),
    terminate: () => child.kill('SIGTERM'),
    kill() {
      child.kill('SIGKILL');
      endGroup();
    },
  };
}

/** A stack trace would push out the message that it belongs to; the log file has it whole. */
function isTelling(text: string): boolean {
  return text.trim() !== '' && !/^\s+at /.test(text);
}

function readLines(stream: Readable | null, onLine: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', onLine);
}

async function waitForExit(child: ChildProcess, endGroup: () => void): Promise<Exit> {
  const closed = once(child, 'close').catch(() => {});
  try {
    const [code, signal] = await once(child, 'exit');
    // A guard that was killed leaves its group behind, which also holds on to the output.
    endGroup();
    await Promise.race([closed, delay(DRAIN_MS)]);
    return { code, signal };
  } catch {
    // The process could not be started at all.
    return { code: null, signal: null };
  }
}
