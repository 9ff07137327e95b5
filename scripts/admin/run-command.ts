import { UsageError } from '../../local/command-line/flags.ts';

/** The command was understood and could not be done; the message is for the person at the terminal. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Exit codes of the operators' commands. */
export const EXIT = { done: 0, failed: 1, usage: 2, partial: 3, degraded: 4, down: 5 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Runs a command: its errors become a sentence on the terminal and an exit code, whatever was thrown. */
export async function runCommand(
  command: () => Promise<ExitCode>,
  printError: (line: string) => void,
): Promise<ExitCode> {
  try {
    return await command();
  } catch (thrown) {
    printError(thrown instanceof Error ? thrown.message : String(thrown));
    return thrown instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
}
