import { stripVTControlCharacters } from 'node:util';
import type { OutputLine } from './part.ts';

/**
 * Our own programs start a line that somebody should read with their name; anything else on stderr is Node
 * reporting a crash, which the supervisor tells on its own.
 */
export function notableFromOwnProgram({ from, text }: OutputLine): string | undefined {
  return from === 'stderr' ? /^[a-z][a-z ]*: (.+)/.exec(text)?.[1] : undefined;
}

const SEVERE = new Set(['ERROR', 'CRITICAL', 'ALERT', 'EMERGENCY']);

/** What the server of the functions says, and what the functions log as an error. */
export function notableFromFunctions(line: OutputLine): string | undefined {
  return line.text.startsWith('functions: ') ? notableFromOwnProgram(line) : severeMessage(line.text);
}

/** What stands before the Auth emulator says, and what the emulator warns of. */
export function notableFromAuth(line: OutputLine): string | undefined {
  return line.text.startsWith('auth: ') ? notableFromOwnProgram(line) : notableFromEmulators(line);
}

/** Firebase's emulators announce every step. A person should see warnings and errors; the rest is in the log file. */
function notableFromEmulators({ text }: OutputLine): string | undefined {
  const line = stripVTControlCharacters(text).trim();
  if (line.startsWith('⚠') || line.startsWith('⬢')) return line.slice(1).trim();
  if (line.startsWith('Error:')) return line;
  return undefined;
}

/** The message of a structured log entry of severity ERROR or worse. */
function severeMessage(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const entry: unknown = JSON.parse(text);
    if (typeof entry !== 'object' || entry === null) return undefined;
    const { severity, message } = entry as Record<string, unknown>;
    if (typeof severity !== 'string' || !SEVERE.has(severity)) return undefined;
    return typeof message === 'string' ? (message.split('\n')[0] ?? '') : text;
  } catch {
    return undefined;
  }
}
