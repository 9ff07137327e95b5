import { existsSync } from 'node:fs';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { z } from 'zod';
import type { EnvironmentVariables } from '../stack/environment.ts';
import { findJava, JAVA_HOMES, type Java, OLDEST_JAVA } from './find-java.ts';

/** The entry of Google's emulator: one of its two distributions does not name it in the archive itself. */
const MAIN = 'com.google.cloud.datastore.emulator.firestore.CloudFirestore';

/** Something that Google's emulator needs is missing. The message says what, and what to do. */
export class MissingError extends Error {}

/** @throws MissingError where there is no Java, or none that is new enough */
export async function requireJava(shell: EnvironmentVariables, homes = JAVA_HOMES): Promise<Java> {
  const java = await findJava(shell, homes);
  if (java !== undefined && java.major >= OLDEST_JAVA) return java;
  const found = java === undefined ? 'there is none here' : `${java.program} is ${java.major}`;
  throw new MissingError(
    `Google's Firestore emulator needs Java ${OLDEST_JAVA} or newer, and ${found}: install a JDK, or name one in JAVA_HOME.`,
  );
}

const details = z.object({ firestore: z.object({ downloadPathRelativeToCacheDir: z.string() }) });

/**
 * Google's emulator on this machine: what FIRESTORE_EMULATOR_BINARY_PATH names, what the suite has downloaded, or what
 * was installed with the gcloud command line. Undefined where it is none of these.
 */
export async function findEmulatorJar(shell: EnvironmentVariables): Promise<string | undefined> {
  const info: unknown = createRequire(import.meta.url)(
    'firebase-tools/lib/emulator/downloadableEmulatorInfo.json',
  );
  const cache = shell.FIREBASE_EMULATORS_PATH ?? join(homedir(), '.cache', 'firebase', 'emulators');
  const downloaded = join(cache, details.parse(info).firestore.downloadPathRelativeToCacheDir);
  const candidates = [shell.FIRESTORE_EMULATOR_BINARY_PATH, downloaded, ...(await gcloudJars(shell))];
  return candidates.find(file => file !== undefined && existsSync(file));
}

async function gcloudJars(shell: EnvironmentVariables): Promise<string[]> {
  const programs = (shell.PATH ?? '').split(delimiter).map(folder => join(folder, 'gcloud'));
  const real = await Promise.all(programs.filter(existsSync).map(program => realpath(program)));
  return real.map(program =>
    join(dirname(dirname(program)), 'platform/cloud-firestore-emulator/cloud-firestore-emulator.jar'),
  );
}

/**
 * Has the suite find this Java, and start this emulator with it.
 *
 * @param folder for a program called `java`
 * @param jar undefined for the one that the suite downloads
 * @returns what to add to the suite's environment
 */
export async function googleFirestore(
  folder: string,
  shell: EnvironmentVariables,
  { program }: Java,
  jar: string | undefined,
): Promise<EnvironmentVariables> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const script = [
    '#!/bin/sh',
    'for argument do',
    '  shift',
    '  case "$before $argument" in',
    '    *" -jar") set -- "$@" -cp ;;',
    `    "-jar "*) set -- "$@" "$argument" ${MAIN} ;;`,
    '    *) set -- "$@" "$argument" ;;',
    '  esac',
    '  before=$argument',
    'done',
    `exec '${program.replaceAll("'", "'\\''")}' "$@"`,
  ];
  await writeFile(join(folder, 'java'), `${script.join('\n')}\n`, { mode: 0o755 });
  return {
    ...(jar === undefined ? {} : { FIRESTORE_EMULATOR_BINARY_PATH: jar }),
    PATH: [folder, shell.PATH].filter(Boolean).join(delimiter),
  };
}
