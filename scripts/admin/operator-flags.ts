import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { UsageError } from './usage-error.ts';

/** Who asks, and of which project: the same for every program that operators run. */
export interface OperatorFlags {
  readonly email: string | undefined;
  readonly password: string | undefined;
  readonly project: string | undefined;
  readonly auth: string | undefined;
  readonly functions: string | undefined;
  readonly apiKey: string | undefined;
}

const OPTIONS = {
  help: { type: 'boolean' },
  email: { type: 'string' },
  password: { type: 'string' },
  project: { type: 'string' },
  auth: { type: 'string' },
  functions: { type: 'string' },
  'api-key': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig;

/**
 * Reads a command line of these flags and the program's own.
 *
 * @throws UsageError at a flag that is neither, or one without its value
 */
export function readCommandLine<Own extends ParseArgsOptionsConfig>(
  argv: readonly string[],
  own: Own,
  { allowPositionals }: { readonly allowPositionals: boolean },
) {
  try {
    return parseArgs({ args: [...argv], allowPositionals, options: { ...own, ...OPTIONS } });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

type Values = Partial<Record<Exclude<keyof typeof OPTIONS, 'help'>, string | undefined>>;

export const operatorFlags = (values: Values): OperatorFlags => ({
  email: values.email,
  password: values.password,
  project: values.project,
  auth: values.auth,
  functions: values.functions,
  apiKey: values['api-key'],
});
