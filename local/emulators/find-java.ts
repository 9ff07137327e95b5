import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import type { EnvironmentVariables } from '../stack/environment.ts';

/** The oldest that Firebase's emulator suite takes. */
export const OLDEST_JAVA = 21;

/** A Java that was looked at. */
export interface Java {
  readonly program: string;
  readonly major: number;
}

/** Where systems keep the Javas that are not the one on the path. */
export const JAVA_HOMES = [
  { folder: '/usr/lib/jvm', program: 'bin/java' },
  { folder: '/Library/Java/JavaVirtualMachines', program: 'Contents/Home/bin/java' },
];

/**
 * The first Java that is new enough: JAVA_HOME's, the one on the path, or one that is installed beside it. Where there is
 * none, the one on the path, if any, which is too old.
 */
export async function findJava(shell: EnvironmentVariables, homes = JAVA_HOMES): Promise<Java | undefined> {
  const onPath = (shell.PATH ?? '').split(delimiter).filter(Boolean);
  const named = [shell.JAVA_HOME && join(shell.JAVA_HOME, 'bin'), ...onPath].filter(folder => !!folder);
  const elsewhere = await Promise.all(
    homes.map(async ({ folder, program }) => {
      const names = await readdir(folder).catch(() => []);
      return names.sort().map(name => join(folder, name, program));
    }),
  );
  let old: Java | undefined;
  for (const program of [...named.map(folder => join(folder ?? '', 'java')), ...elsewhere.flat()]) {
    const major = await readMajorVersion(program);
    if (major === undefined) continue;
    if (major >= OLDEST_JAVA) return { program, major };
    old ??= { program, major };
  }
  return old;
}

/** Undefined where there is no Java at that path. */
async function readMajorVersion(program: string): Promise<number | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, ['-version'], { timeout: 20_000 });
    const major = /version "(\d+)/.exec(`${stdout}${stderr}`)?.[1];
    return major === undefined ? undefined : Number(major);
  } catch {
    return undefined;
  }
}
