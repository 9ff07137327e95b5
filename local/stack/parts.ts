import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEMO_TENANTS } from '../seed/demo-tenants.ts';
import { CERTIFICATE_FILE } from '../vertex/certificate/stored.ts';
import { addressOf, type EndpointName, HOST, type Ports } from './endpoints.ts';
import {
  baseEnvironment,
  type EnvironmentVariables,
  offlineFirebaseTools,
  serviceAddresses,
} from './environment.ts';
import type { Folders } from './folders.ts';
import { notableFromAuth, notableFromFunctions, notableFromOwnProgram } from './notable-lines.ts';
import type { Part } from './part.ts';
import { webConfig } from './web-config.ts';

const LOCAL = fileURLToPath(new URL('..', import.meta.url));
const GUARD = fileURLToPath(new URL('guard.ts', import.meta.url));

export interface PartsSetting {
  /** The project's root directory. */
  readonly root: string;
  readonly project: string;
  readonly ports: Ports;
  readonly speed: number;
  /** Whether the dashboard is served. */
  readonly dashboard: boolean;
  /** Whether there are demo tenants to sign in as. */
  readonly demo: boolean;
  readonly folders: Folders;
  /** The environment that the stack was started in. */
  readonly shell: EnvironmentVariables;
}

/** Every program of the stack. */
export function stackParts(setting: PartsSetting): Part[] {
  const { root, speed, folders } = setting;
  const rules = join(root, 'firestore.rules');
  const indexes = join(root, 'firestore.indexes.json');
  const origins = setting.dashboard ? dashboardOrigins(setting.ports) : [];
  return [
    ownProgram(setting, 'firestore', [
      '--data',
      folders.firestore,
      ...(existsSync(rules) ? ['--rules', rules] : []),
      ...(existsSync(indexes) ? ['--indexes', indexes] : []),
      ...origins,
    ]),
    ownProgram(setting, 'alpaca', ['--data', folders.alpaca, '--speed', String(speed), ...origins]),
    ownProgram(setting, 'secret-manager', ['--data', folders.secrets]),
    ownProgram(setting, 'vertex', ['--data', folders.vertex]),
    ownProgram(setting, 'tasks'),
    functionsPart(setting),
    authPart(setting),
    ...(setting.dashboard ? [dashboardPart(setting)] : []),
  ];
}

/** Only the dashboard's pages may call what holds data, under either of its names. */
function dashboardOrigins({ dashboard }: Ports): string[] {
  return [HOST, 'localhost'].flatMap(name => ['--origin', `http://${name}:${dashboard}`]);
}

/** The dashboard as Vite serves it to developers: what they change shows at once. */
function dashboardPart({ root, project, ports, folders, shell, demo }: PartsSetting): Part {
  const vite = createRequire(import.meta.url)
    .resolve('vite/package.json')
    .replace(/package\.json$/, 'bin/vite.js');
  const flags = ['--port', String(ports.dashboard), '--strictPort', '--host', HOST, '--clearScreen', 'false'];
  const config = JSON.stringify(webConfig(project, ports, demo ? DEMO_TENANTS : []));
  return {
    name: 'dashboard',
    endpoints: ['dashboard'],
    module: GUARD,
    args: [process.execPath, vite, 'frontend', '--config', 'frontend/vite.config.ts', ...flags],
    cwd: root,
    env: { ...baseEnvironment(shell, folders.data), WEB_CONFIG: config, NO_COLOR: '1' },
    ready: /Local:/,
    notable: ({ from, text }) => (from === 'stderr' && text.trim() !== '' ? text : undefined),
  };
}

/** A program of this folder: `local/<name>/main.ts`, which serves the endpoint of its name. */
function ownProgram(
  { root, ports, folders, shell }: PartsSetting,
  name: EndpointName,
  args: readonly string[] = [],
): Part {
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

/** The functions as they are built, with the addresses of everything that they call. */
function functionsPart(setting: PartsSetting): Part {
  const { root, project, ports, folders } = setting;
  const tasks = addressOf(ports, 'tasks');
  const args = ['--project', project, '--source', join(root, 'functions'), '--tasks', tasks];
  const part = ownProgram(setting, 'functions', args);
  return {
    ...part,
    env: {
      ...part.env,
      ...serviceAddresses(ports),
      // Read once, when a process starts: the certificate is made before any part is.
      NODE_EXTRA_CA_CERTS: join(folders.vertex, CERTIFICATE_FILE),
    },
    notable: notableFromFunctions,
  };
}

/** The Auth emulator of firebase-tools, with users that outlive it. */
function authPart(setting: PartsSetting): Part {
  const { project, folders } = setting;
  const args = ['--project', project, '--data', folders.auth];
  const part = ownProgram(setting, 'auth', args);
  return {
    ...part,
    env: { ...part.env, ...offlineFirebaseTools(folders.data) },
    notable: notableFromAuth,
  };
}

/** The endpoints that a list of parts listens on. */
export function endpointsOf(parts: readonly Part[]): EndpointName[] {
  return parts.flatMap(part => part.endpoints);
}
