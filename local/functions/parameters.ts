import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv } from 'node:util';

/** A parameter that a bundle declares, as firebase-functions describes it. */
export interface DeclaredParameter {
  readonly name: string;
  toSpec(): { readonly default?: unknown; readonly type?: string };
}

/**
 * What the `.env` files next to the functions say of a project: `.env`, then `.env.PROJECT` over it. `.env.local` is
 * left to Firebase's emulator suite, which writes into it what would outlive a change of the defaults.
 */
export async function readEnvFiles(directory: string, project: string): Promise<Record<string, string>> {
  const names = ['.env', `.env.${project}`];
  const texts = await Promise.all(names.map(name => readIfThere(join(directory, name))));
  return Object.assign({}, ...texts.map(text => parseEnv(text)));
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

/**
 * The values that a deployment would give to the parameters that nobody has set: their defaults.
 *
 * @throws Error naming a parameter that has neither a value nor a default
 */
export function defaultsOf(
  declared: readonly DeclaredParameter[],
  env: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const unset = declared.filter(({ name }) => env[name] === undefined);
  return Object.fromEntries(
    unset.map(parameter => {
      const { default: value, type } = parameter.toSpec();
      if (value === undefined) {
        const kind = type === 'secret' ? 'The secret' : 'The parameter';
        throw new Error(`${kind} ${parameter.name} has no value: give it one in functions/.env.`);
      }
      return [parameter.name, typeof value === 'object' ? JSON.stringify(value) : String(value)];
    }),
  );
}
