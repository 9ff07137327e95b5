import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EnvironmentVariables } from '../stack/environment.ts';

const PROGRAM = fileURLToPath(new URL('java.ts', import.meta.url));

/** What the suite asks for first: Java 21 is the oldest that it takes. */
const VERSION = 'openjdk version "21" (our Firestore, in place of Java)';

/**
 * Has the suite start our Firestore where it would start Google's: it calls whatever `java` comes first on the path, with
 * a file that it would otherwise download.
 *
 * @param folder for the two files
 * @returns what to add to the suite's environment
 */
export async function ownFirestore(
  folder: string,
  shell: EnvironmentVariables,
): Promise<EnvironmentVariables> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
  const script = [
    '#!/bin/sh',
    `case " $* " in *" -version "*) echo ${quoted(VERSION)} >&2; exit 0;; esac`,
    `exec ${quoted(process.execPath)} ${quoted(PROGRAM)} "$@"`,
  ];
  await writeFile(join(folder, 'java'), `${script.join('\n')}\n`, { mode: 0o755 });
  const binary = join(folder, 'firestore');
  await writeFile(binary, 'Nothing is read from here: see local/emulators/java.ts.\n');
  return {
    FIRESTORE_EMULATOR_BINARY_PATH: binary,
    PATH: [folder, shell.PATH].filter(Boolean).join(delimiter),
  };
}
