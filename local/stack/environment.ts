import { delimiter, dirname, join } from 'node:path';
import { addressOf, type Ports } from './endpoints.ts';

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

/** Variables of the developer's own shell that would point a part at something outside of this machine. */
const OUTWARD = [
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GOOGLE_CLOUD_PROJECT',
  'GCLOUD_PROJECT',
  'FIREBASE_CONFIG',
  'FIREBASE_TOKEN',
  'CLOUDSDK_CONFIG',
  'NODE_OPTIONS',
  'DEBUG',
];

/** What every part starts with: the developer's environment, this Node first, and loopback past any proxy. */
export function baseEnvironment(shell: EnvironmentVariables, data: string): EnvironmentVariables {
  const env: Record<string, string | undefined> = { ...shell };
  for (const name of OUTWARD) delete env[name];
  return {
    ...env,
    ...loopbackOnly(shell),
    PATH: [dirname(process.execPath), shell.PATH].filter(Boolean).join(delimiter),
    NODE_COMPILE_CACHE: shell.NODE_COMPILE_CACHE ?? join(data, 'cache'),
  };
}

/** Keeps Google's client libraries from going through a proxy to this machine, or looking for a cloud around it. */
export function loopbackOnly(shell: EnvironmentVariables): EnvironmentVariables {
  const direct = [shell.NO_PROXY ?? shell.no_proxy, 'localhost,127.0.0.1,::1'].filter(Boolean).join(',');
  return { NO_PROXY: direct, no_proxy: direct, METADATA_SERVER_DETECTION: 'none' };
}

/** Where the functions find what production offers under Google's and Alpaca's own addresses. */
export function serviceAddresses(ports: Ports): EnvironmentVariables {
  return {
    FIRESTORE_EMULATOR_HOST: addressOf(ports, 'firestore'),
    FIREBASE_AUTH_EMULATOR_HOST: addressOf(ports, 'auth'),
    SECRET_MANAGER_EMULATOR_HOST: addressOf(ports, 'secret-manager'),
    ALPACA_EMULATOR_HOST: addressOf(ports, 'alpaca'),
    VERTEX_EMULATOR_HOST: addressOf(ports, 'vertex'),
  };
}

/**
 * What keeps firebase-tools off the network and out of the developer's account: it asks for news, for newer
 * versions of itself and of the functions SDK, and for credentials of the machine, and reads and writes the
 * settings of whoever is signed in.
 */
export function offlineFirebaseTools(data: string): EnvironmentVariables {
  return {
    CI: '1',
    NO_UPDATE_NOTIFIER: '1',
    npm_config_offline: 'true',
    XDG_CONFIG_HOME: join(data, 'firebase-tools'),
    NO_COLOR: '1',
    // By file it is over when the functions are loaded; by HTTP it waits seconds for a connection to idle out.
    FIREBASE_FUNCTIONS_DISCOVERY_OUTPUT_PATH: 'true',
  };
}
