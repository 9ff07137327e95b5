import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Log } from '../runtime/log.ts';
import { reportSilentServices } from './silent-services.ts';

const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
});

async function listener(): Promise<string> {
  const server = createServer(socket => socket.end()).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

async function warnings(env: NodeJS.ProcessEnv): Promise<string[]> {
  const lines: string[] = [];
  const unexpected = (message: string): never => {
    throw new Error(message);
  };
  const log: Log = {
    debug: unexpected,
    info: unexpected,
    error: unexpected,
    warn: message => lines.push(message),
  };
  await reportSilentServices(env, log);
  return lines;
}

describe('the stand-ins on this machine', () => {
  it('are named where they do not answer, with what to do', async () => {
    const silent = await listener();
    servers.pop()?.close();
    const env = {
      FUNCTIONS_EMULATOR: 'true',
      ALPACA_EMULATOR_HOST: silent,
      SECRET_MANAGER_EMULATOR_HOST: await listener(),
    };
    expect(await warnings(env)).toEqual([
      `The paper exchange does not answer on ${silent}: run "npm run local:services" beside the emulators, or "npm run emulators" in their place.`,
    ]);
  });

  it('are not looked for by a deployed function', async () => {
    expect(await warnings({ ALPACA_EMULATOR_HOST: '127.0.0.1:1' })).toEqual([]);
  });
});
