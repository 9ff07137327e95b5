import { fileURLToPath } from 'node:url';
import type { Part } from '../../../local/stack/part.ts';

const FIXTURE = fileURLToPath(new URL('fixture-part.ts', import.meta.url));
const GUARD = fileURLToPath(new URL('../../../local/stack/guard.ts', import.meta.url));

const common = {
  endpoints: [],
  cwd: process.cwd(),
  env: process.env,
  ready: /listening on/,
  notable: () => undefined,
} as const;

/** A part that runs the fixture directly. */
export function fixture(name: string, ...mode: string[]): Part {
  return { ...common, name, module: FIXTURE, args: mode };
}

/** A part that runs the fixture behind the guard. */
export function guarded(name: string, mode: string): Part {
  return { ...common, name, module: GUARD, args: [process.execPath, FIXTURE, mode] };
}
