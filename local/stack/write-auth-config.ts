import { writeFile } from 'node:fs/promises';
import { authConfig } from './emulator-config.ts';
import type { Ports } from './endpoints.ts';
import type { Folders } from './folders.ts';
import { authConfigFile } from './parts.ts';
import { portFinder } from './ports.ts';

/** Writes the configuration of the Auth emulator. */
export async function writeAuthConfig(folders: Folders, ports: Ports): Promise<void> {
  const logging = await portFinder(Object.values(ports))();
  const text = JSON.stringify(authConfig(ports, logging), undefined, 2);
  await writeFile(authConfigFile(folders), `${text}\n`);
}
