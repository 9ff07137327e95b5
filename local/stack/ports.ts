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
const FREE_PORTS = '20000-31999';

/**
 * Finds ports that nobody listens on right now, for listeners that nobody else has to find; each of them once.
 *
 * @param taken ports that somebody is going to listen on
 * @param range `LOWEST-HIGHEST`; stacks that start at the same moment find none of each other's in ranges of their own,
 *   which AGENTTRADER_FREE_PORTS sets
 */
export function portFinder(
  taken: Iterable<number> = [],
  range = process.env.AGENTTRADER_FREE_PORTS ?? FREE_PORTS,
): () => Promise<number> {
  const [lowest, highest] = parseBounds(range);
  const untried = new Set(Array.from({ length: highest - lowest + 1 }, (_, index) => lowest + index));
  for (const port of taken) untried.delete(port);
  return async () => {
    while (untried.size > 0) {
      const port = [...untried][randomInt(untried.size)] ?? lowest;
      untried.delete(port);
      if (!(await isBusy(port))) return port;
    }
    throw new Error(
      `No port from ${lowest} to ${highest} is free: name another range in AGENTTRADER_FREE_PORTS.`,
    );
  };
}

const HIGHEST_OF_ALL = 65_535;

function parseBounds(range: string): [lowest: number, highest: number] {
  const [lowest = 0, highest = 0] = (/^(\d+)-(\d+)$/.exec(range) ?? []).slice(1).map(Number);
  if (lowest > 0 && lowest <= highest && highest <= HIGHEST_OF_ALL) return [lowest, highest];
  throw new Error(`AGENTTRADER_FREE_PORTS is "${range}": give a range of ports, such as ${FREE_PORTS}.`);
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
