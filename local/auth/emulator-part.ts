import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOST } from '../stack/endpoints.ts';
import type { Part } from '../stack/part.ts';

const GUARD = fileURLToPath(new URL('../stack/guard.ts', import.meta.url));
const LAZY_SCHEMAS = fileURLToPath(new URL('./lazy-schemas.ts', import.meta.url));

export interface EmulatorSetting {
  readonly project: string;
  /** Where the emulator keeps what it writes. */
  readonly data: string;
  /** The ports of the emulator, of its hub, and of a listener that nobody has to find. */
  readonly ports: { readonly auth: number; readonly hub: number; readonly logging: number };
  readonly env: Readonly<Record<string, string | undefined>>;
}

const listen = (port: number) => ({ host: HOST, port });

/** What firebase-tools is to emulate: Auth, and nothing else. */
export const emulatorConfig = ({ auth, hub, logging }: EmulatorSetting['ports']): object => ({
  emulators: { auth: listen(auth), hub: listen(hub), logging: listen(logging), ui: { enabled: false } },
});

/** The Auth emulator of firebase-tools, behind a guard that takes down whatever it starts. */
export async function emulatorPart({ project, data, ports, env }: EmulatorSetting): Promise<Part> {
  const config = join(data, 'firebase-auth.json');
  const temporary = join(data, 'tmp');
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  await writeFile(config, `${JSON.stringify(emulatorConfig(ports), undefined, 2)}\n`);
  const firebase = createRequire(import.meta.url).resolve('firebase-tools/lib/bin/firebase.js');
  const node = [process.execPath, '--import', LAZY_SCHEMAS];
  const command = [...node, firebase, 'emulators:start', '--non-interactive'];
  return {
    name: 'auth emulator',
    endpoints: [],
    module: GUARD,
    args: [...command, '--project', project, '--only', 'auth', '--config', config],
    cwd: data,
    // The hubs of two stacks of one project would fight over a file in the system's own.
    env: { ...env, TMPDIR: temporary },
    ready: /All emulators ready/,
    notable: () => undefined,
  };
}
