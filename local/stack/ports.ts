import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { ENDPOINTS, type EndpointName, HOST, type Ports, portFlag } from './endpoints.ts';

/** Whether somebody listens on the port already. @throws for any other reason that it cannot be bound */
export async function isBusy(port: number): Promise<boolean> {
  try {
    await bind(port);
    return false;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return true;
    throw error;
  }
}

/**
 * Below the ports that systems hand out for outgoing connections: between finding one and listening on it, seconds
 * may pass, in which any program's connection could be given a port from up there.
 */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_000;

/** A port that nobody listens on right now, for listeners that nobody else has to find. */
export async function freePort(): Promise<number> {
  while (true) {
    const port = randomInt(LOWEST_PORT, HIGHEST_PORT);
    if (!(await isBusy(port))) return port;
  }
}

/** One sentence for each wanted port that is taken: which part wants it, and what to do about it. */
export async function busyPortMessages(names: readonly EndpointName[], ports: Ports): Promise<string[]> {
  const messages = await Promise.all(
    names.map(async name => {
      const port = ports[name];
      if (!(await isBusy(port))) return undefined;
      const { title } = ENDPOINTS[name];
      return `Port ${port} is in use, and ${title} needs it: stop what listens there, or move ${title} with --${portFlag(name)} PORT.`;
    }),
  );
  return messages.filter(message => message !== undefined);
}

function bind(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host: HOST, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
