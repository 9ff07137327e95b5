import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CERTIFICATE_FILE } from '../vertex/certificate/stored.ts';
import type { EndpointName, Ports } from './endpoints.ts';
import { baseEnvironment, type Environment, offlineFirebaseTools, serviceAddresses } from './environment.ts';
import type { Folders } from './folders.ts';
import { notableFromEmulators, notableFromOwnProgram } from './notable-lines.ts';
import type { Part } from './part.ts';

const LOCAL = fileURLToPath(new URL('..', import.meta.url));
const GUARD = fileURLToPath(new URL('guard.ts', import.meta.url));

export interface PartsSetting {
  /** The project's root directory. */
  readonly root: string;
  readonly project: string;
  readonly ports: Ports;
  readonly speed: number;
  readonly folders: Folders;
  /** The environment that the stack was started in. */
  readonly shell: Environment;
}

/** The configuration files that the emulators are started with. */
export const configFiles = (folders: Folders) => ({
  auth: join(folders.config, 'firebase-auth.json'),
  functions: join(folders.config, 'firebase-functions.json'),
});

/**
 * Every program of the stack. Auth runs apart from Functions: it needs seconds of computing to start, which
 * would otherwise be spent before the functions are even looked at.
 */
export function stackParts(setting: PartsSetting): Part[] {
  const { root, speed, folders } = setting;
  const rules = join(root, 'firestore.rules');
  const indexes = join(root, 'firestore.indexes.json');
  return [
    ownProgram(setting, 'firestore', [
      '--data',
      folders.firestore,
      ...(existsSync(rules) ? ['--rules', rules] : []),
      ...(existsSync(indexes) ? ['--indexes', indexes] : []),
    ]),
    ownProgram(setting, 'alpaca', ['--data', folders.alpaca, '--speed', String(speed)]),
    ownProgram(setting, 'secret-manager', ['--data', folders.secrets]),
    ownProgram(setting, 'vertex', ['--data', folders.vertex]),
    emulators(setting, 'functions', ['functions', 'tasks', 'hub'], 'functions,tasks', {
      ...serviceAddresses(setting.ports),
      // Read once, when a process starts: the certificate is made before any part is.
      NODE_EXTRA_CA_CERTS: join(folders.vertex, CERTIFICATE_FILE),
    }),
    emulators(setting, 'auth', ['auth'], 'auth', {
      // Two emulator hubs of one project would fight over a file there.
      TMPDIR: folders.authTemporary,
    }),
  ];
}

/** A program of this folder: `local/<name>/main.ts`, which serves the endpoint of its name. */
function ownProgram({ root, ports, folders, shell }: PartsSetting, name: EndpointName, args: string[]): Part {
  return {
    name,
    endpoints: [name],
    module: join(LOCAL, name, 'main.ts'),
    args: ['--port', String(ports[name]), ...args],
    cwd: root,
    env: baseEnvironment(shell, folders.data),
    ready: /listening on \S+:\d+/,
    notable: notableFromOwnProgram,
  };
}

/** Emulators of firebase-tools, behind a guard that takes down whatever they start. */
function emulators(
  { root, project, folders, shell }: PartsSetting,
  name: 'auth' | 'functions',
  endpoints: readonly EndpointName[],
  only: string,
  env: Environment,
): Part {
  const firebase = createRequire(import.meta.url).resolve('firebase-tools/lib/bin/firebase.js');
  // Starting is a burst of short-lived objects: room for them spares the garbage collector a second of it.
  const node = [process.execPath, '--max-semi-space-size=64'];
  const command = [...node, firebase, 'emulators:start', '--non-interactive'];
  return {
    name,
    endpoints,
    module: GUARD,
    args: [...command, '--project', project, '--only', only, '--config', configFiles(folders)[name]],
    cwd: root,
    env: {
      ...baseEnvironment(shell, folders.data),
      ...offlineFirebaseTools(folders.data),
      FIREBASE_DEBUG_PATH: join(folders.logs, `${name}-debug.log`),
      ...env,
    },
    ready: /All emulators ready/,
    notable: notableFromEmulators,
  };
}

/** The endpoints that a list of parts listens on. */
export function endpointsOf(parts: readonly Part[]): EndpointName[] {
  return parts.flatMap(part => part.endpoints);
}
