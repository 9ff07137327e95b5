import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ExchangeControl, type ExchangeKeys } from '../seed/exchange-control.ts';
import { addressOf, type EndpointName, type Ports } from '../stack/endpoints.ts';
import type { EnvironmentVariables } from '../stack/environment.ts';
import type { Folders } from '../stack/folders.ts';
import type { Part } from '../stack/part.ts';
import { stackParts } from '../stack/parts.ts';
import { CERTIFICATE_FILE } from '../vertex/certificate/stored.ts';
import { SERVICES } from './ports.ts';

export interface ServicesSetting {
  readonly root: string;
  readonly project: string;
  readonly ports: Ports;
  readonly folders: Folders;
  readonly dashboard: boolean;
  readonly shell: EnvironmentVariables;
}

/** The parts of the local stack that Firebase's emulator suite has no counterpart of, and the dashboard. */
export function serviceParts(setting: ServicesSetting): Part[] {
  const wanted: readonly EndpointName[] = SERVICES;
  const parts = stackParts({ ...setting, speed: 1, demo: false });
  return parts.filter(({ endpoints }) => endpoints.some(name => wanted.includes(name)));
}

/** Where the functions find them, by the variable that names each. */
export function serviceVariables(ports: Ports, folders: Folders): EnvironmentVariables {
  return {
    ALPACA_EMULATOR_HOST: addressOf(ports, 'alpaca'),
    SECRET_MANAGER_EMULATOR_HOST: addressOf(ports, 'secret-manager'),
    VERTEX_EMULATOR_HOST: addressOf(ports, 'vertex'),
    NODE_EXTRA_CA_CERTS: join(folders.vertex, CERTIFICATE_FILE),
  };
}

/** Opens an account at the exchange, for whoever connects a broker by hand. */
export async function openPaperAccount(ports: Ports): Promise<ExchangeKeys> {
  const keys = { keyId: 'PKEMULATORSUITE0001', secretKey: randomBytes(20).toString('hex') };
  await new ExchangeControl(addressOf(ports, 'alpaca')).openAccount(keys, '100000', []);
  return keys;
}
