import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServerProcess, startServer } from './server-process.ts';

const ROOT = new URL('../../../', import.meta.url);
const inRoot = (file: string): string => fileURLToPath(new URL(file, ROOT));

export const PROJECT = 'demo-bench';

/** What the heartbeat talks to, each in a process of its own, with documents and accounts on disk, as the stack runs them. */
export interface Servers {
  readonly firestore: ServerProcess;
  readonly alpaca: ServerProcess;
  readonly secrets: ServerProcess;
  /** The environment of a process that shall find them. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** @param profiles a folder for CPU profiles of the servers; none are written without it */
export async function startServers(profiles?: string): Promise<Servers> {
  const data = await mkdtemp(join(tmpdir(), 'bench-'));
  const kept = (name: string): string[] => ['--data', join(data, name)];
  const start = (name: 'firestore' | 'alpaca' | 'secret-manager', ...args: string[]) =>
    startServer(name, {
      args,
      node: profiles === undefined ? [] : profiled(profiles, name),
    });
  const [firestore, alpaca, secrets] = await Promise.all([
    start(
      'firestore',
      ...kept('firestore'),
      '--rules',
      inRoot('firestore.rules'),
      '--indexes',
      inRoot('firestore.indexes.json'),
    ),
    // Minutes follow each other faster here than the clock that Alpaca's limit goes by.
    start('alpaca', ...kept('alpaca'), '--rate-limit', '1000000'),
    // What is in it is read once: each of many thousands of secrets would be a file of its own.
    start('secret-manager'),
  ]);
  return {
    firestore,
    alpaca,
    secrets,
    env: {
      GCLOUD_PROJECT: PROJECT,
      FUNCTIONS_EMULATOR: 'true',
      FIRESTORE_EMULATOR_HOST: firestore.address,
      ALPACA_EMULATOR_HOST: alpaca.address,
      SECRET_MANAGER_EMULATOR_HOST: secrets.address,
      METADATA_SERVER_DETECTION: 'none',
    },
    async stop() {
      await Promise.all([firestore, alpaca, secrets].map(server => server.stop()));
      await rm(data, { recursive: true });
    },
  };
}

/** Node's flags for a CPU profile of a process, in a folder. */
export const profiled = (folder: string, name: string): string[] => [
  '--cpu-prof',
  `--cpu-prof-dir=${folder}`,
  `--cpu-prof-name=${name}.cpuprofile`,
];
