import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { ENDPOINT_NAMES, portFlag } from '../../../local/stack/endpoints.ts';
import { freePorts } from '../free-ports.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** `local/stack.ts`, or another program of its kind, in a process of its own. */
export interface StackProcess {
  readonly child: ChildProcess;
  /** Everything that it printed so far. */
  output(): string;
  /** Resolves once the output matches. @throws when the stack ends before */
  printed(pattern: RegExp): Promise<RegExpExecArray>;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** A free port for everything that listens, as flags and by name. */
export async function portFlags(): Promise<{ flags: string[]; port: (name: string) => number }> {
  const ports = await freePorts(ENDPOINT_NAMES.length);
  return {
    flags: ENDPOINT_NAMES.flatMap((name, index) => [`--${portFlag(name)}`, String(ports[index])]),
    port: name => ports[(ENDPOINT_NAMES as readonly string[]).indexOf(name)] ?? 0,
  };
}

export function runStackProcess(
  flags: readonly string[],
  program = 'local/stack.ts',
  setting: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): StackProcess {
  const child = spawn(process.execPath, [program, ...flags], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    ...setting,
  });
  let output = '';
  const waiting = new Set<() => void>();
  const take = (chunk: Buffer) => {
    output += chunk.toString();
    for (const look of waiting) look();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  return {
    child,
    output: () => output,
    ended,
    async printed(pattern) {
      const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
      const look = () => {
        const match = pattern.exec(output);
        if (match !== null) resolve(match);
      };
      waiting.add(look);
      look();
      void ended.then(how =>
        reject(new Error(`The stack ended (${how}) without printing ${pattern}:\n${output}`)),
      );
      try {
        return await promise;
      } finally {
        waiting.delete(look);
      }
    },
  };
}
