import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { z } from 'zod';
import type { EnvironmentVariables } from '../stack/environment.ts';
import { emulatorsSchema, type SuitePorts, withPorts } from './ports.ts';

export const firebaseJson = z.looseObject({
  functions: z.array(z.looseObject({ source: z.string() })).min(1),
  emulators: emulatorsSchema,
});
export type FirebaseJson = z.infer<typeof firebaseJson>;

/** @throws ZodError when there are no functions in it, or nothing to emulate */
export const readFirebaseJson = async (root: string): Promise<FirebaseJson> =>
  firebaseJson.parse(JSON.parse(await readFile(join(root, 'firebase.json'), 'utf8')));

export interface SuiteConfigSetting {
  readonly root: string;
  readonly project: string;
  readonly ports: SuitePorts;
  /** Whether the suite's page is served. */
  readonly ui: boolean;
  /** Where the functions' `.env` file goes. */
  readonly env: string;
  /** The addresses that the functions call, by the variable that names each. */
  readonly addresses: EnvironmentVariables;
}

/** The suite takes a configuration's folder for the project's, so that it has to be beside firebase.json. */
const CONFIG = /^\.firebase-emulators-(\d+)\.json$/;

/**
 * Writes what the suite is configured by: firebase.json with other ports, and an `.env` file of its own, so that what
 * the suite adds to it is not there the next time.
 *
 * @returns the configuration's path
 */
export async function writeSuiteFiles(base: FirebaseJson, setting: SuiteConfigSetting): Promise<string> {
  const { root, project, ports, ui, env, addresses } = setting;
  await removeAbandoned(root);
  const emulators = withPorts(base.emulators, ports);
  const page = typeof emulators.ui === 'object' ? emulators.ui : {};
  const config = {
    ...base,
    functions: base.functions.map(codebase => ({ ...codebase, configDir: relative(root, env) })),
    emulators: { ...emulators, ui: { ...page, enabled: ui } },
  };
  await rm(env, { recursive: true, force: true });
  await mkdir(env, { recursive: true, mode: 0o700 });
  const sources = base.functions.map(({ source }) => join(root, source));
  const given = sources.flatMap(source =>
    ['.env', '.env.demo-agenttrader', `.env.${project}`].map(name => join(source, name)),
  );
  const texts = await Promise.all([...new Set(given)].map(readIfThere));
  // Of two lines for one variable the later one counts.
  const lines = Object.entries(addresses).map(([name, value]) => `${name}=${value}`);
  await writeFile(join(env, `.env.${project}`), `${[...texts, ...lines].join('\n')}\n`);
  const file = join(root, `.firebase-emulators-${process.pid}.json`);
  await writeFile(file, `${JSON.stringify(config, undefined, 2)}\n`);
  return file;
}

/** Configurations of suites that were killed. */
async function removeAbandoned(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const pid = CONFIG.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(root, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
