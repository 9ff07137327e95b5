import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/*
 * The flags of a program, said once: its parser, its --help and docs/configuration.md are all made of the same table.
 */

interface Described {
  /** What it does, as a sentence without a capital and without a full stop; `--help` shows the default behind it. */
  readonly description: string;
}
/** There or not. */
interface Switch extends Described {
  readonly value?: undefined;
}
/** Takes a value, which `--help` calls by this name, such as PORT. */
interface Valued extends Described {
  readonly value: string;
  readonly default?: string;
  readonly required?: true;
  readonly repeated?: true;
}
export type Flag = Switch | Valued;
export type Flags = Readonly<Record<string, Flag>>;

/** What is started, in words, and with which flags. */
export interface Program<F extends Flags = Flags> {
  /** How it is called, such as "npm start --". */
  readonly command: string;
  readonly about: string;
  readonly flags: F;
}

type ValueOf<F extends Flag> = F extends { readonly repeated: true }
  ? readonly string[] | undefined
  : F extends { readonly value: string; readonly default: string }
    ? string
    : F extends { readonly value: string }
      ? string | undefined
      : boolean;

export interface CommandLine<F extends Flags> {
  readonly values: { readonly [Name in keyof F]: ValueOf<F[Name]> };
  readonly positionals: readonly string[];
}

/** The command line cannot be understood; the message says which part of it, and what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const HELP: Flag = { description: 'this text' };

/**
 * Reads a command line.
 *
 * @throws UsageError at a flag that is not in the table, or one without its value
 */
export function readCommandLine<F extends Flags>(
  argv: readonly string[],
  flags: F,
  { allowPositionals = false } = {},
): CommandLine<F> & { readonly help: boolean } {
  const options: ParseArgsOptionsConfig = Object.fromEntries(
    Object.entries({ ...flags, help: HELP }).map(([name, flag]) => [name, optionOf(flag)]),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals });
    return { values: values as CommandLine<F>['values'], positionals, help: values.help === true };
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

function optionOf(flag: Flag): ParseArgsOptionsConfig[string] {
  if (flag.value === undefined) return { type: 'boolean', default: false };
  return {
    type: 'string',
    ...(flag.repeated === undefined ? {} : { multiple: true }),
    ...(flag.default === undefined ? {} : { default: flag.default }),
  };
}

/** @throws UsageError where the text is no port of this machine; 0, for any free one, where that is allowed */
export function parsePort(flag: string, text: string, lowest: 0 | 1 = 1): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= lowest && port <= 65_535) return port;
  throw new UsageError(`--${flag} ${text}: a port is a number from ${lowest} to 65535`);
}

/** The flags with their defaults in one line, as it stands behind what went wrong. */
export function synopsis({ command, flags }: Program): string {
  const words = Object.entries(flags).map(([name, flag]) => {
    if (flag.value === undefined) return `[--${name}]`;
    const word = `--${name} ${flag.default ?? flag.value}`;
    if (flag.required) return word;
    return `[${word}]${flag.repeated ? '...' : ''}`;
  });
  return `usage: ${[command, ...words].join(' ')}`;
}

const WIDTH = 120;
const COLUMN = 30;

/** A line or more for each flag, the descriptions beneath each other. */
export function flagLines(flags: Flags): string {
  return Object.entries({ ...flags, help: HELP })
    .map(([name, flag]) => {
      const shown = `  --${name}${flag.value === undefined ? '' : ` ${flag.value}`}`;
      const fallback = flag.value === undefined ? undefined : flag.default;
      const text = fallback ? `${flag.description} (${fallback})` : flag.description;
      return wrapped(shown.padEnd(COLUMN - 1), text);
    })
    .join('\n');
}

function wrapped(head: string, text: string): string {
  const lines = [head];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`;
    if (line.length > WIDTH) lines.push(`${' '.repeat(COLUMN - 1)} ${word}`);
    else lines[lines.length - 1] = line;
  }
  return lines.join('\n');
}

/** What `--help` prints of a program that takes flags only. */
export function helpText({ command, about, flags }: Program): string {
  return [about, '', `usage: ${command} [flags]`, '', flagLines(flags)].join('\n');
}
