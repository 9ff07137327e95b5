import { once } from 'node:events';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import './lazy-schemas.ts';
import { HOST } from '../stack/endpoints.ts';

/** The parts of firebase-tools that are used here; it has no types. */
interface EmulatorModule {
  createApp(project: string): Promise<{ listen(port: number, host: string): Server }>;
}
interface LoggerModule {
  useConsoleLoggers(): void;
}

export interface RunningEmulator {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts the Auth emulator of firebase-tools in this process, on a free port. Its own command starts a hub and a
 * logging server besides, which nothing here asks, and takes three seconds more.
 */
export async function startEmulator(project: string): Promise<RunningEmulator> {
  const require = createRequire(import.meta.url);
  const { createApp } = require('firebase-tools/lib/emulator/auth/server.js') as EmulatorModule;
  const server = (await createApp(project)).listen(0, HOST);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Has the emulator print what it tells of, such as the links that it would send by e-mail. */
export function printWhatItTells(): void {
  const logger = createRequire(import.meta.url)('firebase-tools/lib/logger.js') as LoggerModule;
  logger.useConsoleLoggers();
}
